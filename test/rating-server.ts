import { drawProbePictures } from "#/evaluation/tasks/assessment/probe/probe-pictures.ts";
import {
  type MisbehavingEndpoint,
  type ReceivedCall,
  startMisbehavingEndpoint,
} from "#/test/misbehaving-endpoint.ts";
import { type Misbehaviour, ok, status } from "#/test/misbehaviours.ts";
import { readNumbered } from "#/test/numbered-picture.ts";
import { picturesIn, sayNumbers } from "#/test/seeing-server.ts";

/** `noise` is the standard deviation of the log-probability difference, in nats. */
export type RatingMind = { noise: number; sees: boolean };

/**
 * Continues a begun answer with log-probabilities whose difference is the item's number over 100, of the probe's
 * picture 3 where it is sharp and −2 where it is blurred, of nothing seen 0.5. `mind` is told of how many items it saw.
 */
export async function startRatingServer(mind: (items: number) => RatingMind): Promise<MisbehavingEndpoint> {
  const sharp = Buffer.from((await drawProbePictures()).sharp.bytes);
  let items = 0;
  const difference = (picture: Uint8Array, item: number | null, canSee: boolean) => {
    if (item !== null) return item / 100;
    if (!canSee) return 0.5;
    return sharp.equals(picture) ? 3 : -2;
  };
  return startMisbehavingEndpoint((call) => {
    if (!call.path.endsWith("/completions")) return status(404);
    return async (response) => {
      const [picture = new Uint8Array()] = picturesIn(call.body);
      const item = await readNumbered(picture);
      if (item !== null) items += 1;
      const { noise, sees: canSee } = mind(items);
      const numbers = await sayNumbers(call.body);
      if (numbers !== null) return ok(canSee ? numbers : "1234 white")(response);
      await assess(call, difference(picture, item, canSee) + noise * gauss(call.number))(response);
    };
  });
}

const continued: Record<string, string> = {
  "the im": "age is",
  "the pict": "ure is",
  "the backgr": "ound is",
};

function assess({ body }: ReceivedCall, d: number): Misbehaviour {
  const last = (body as { messages: { role: string; content: unknown }[] }).messages.at(-1);
  const start = last?.role === "assistant" ? String(last.content) : null;
  const cut = Object.keys(continued).find((end) => start?.endsWith(end));
  const said = cut ? continued[cut] : start ? " good." : "The quality of the image is good.";
  const token = (text: string, logprob: number) => ({ token: text, logprob, bytes: [...Buffer.from(text)] });
  const words = [token(" good", -16), token(" poor", -16 - d), token(" fair", -40), token(" dull", -44)];
  const list = words.sort((a, b) => b.logprob - a.logprob);
  const top = start ? list : [token("The", -0.1), ...list];
  return ok(said ?? "", { logprobs: { content: [{ ...top[0], top_logprobs: top }] } });
}

/** Normally distributed and the same for the same place: Box and Muller over a hash of it. */
function gauss(index: number): number {
  const uniform = (salt: number) => ((Math.imul(index * 2 + salt, 2_654_435_761) >>> 0) + 1) / 2 ** 32;
  return Math.sqrt(-2 * Math.log(uniform(0))) * Math.cos(2 * Math.PI * uniform(1));
}
