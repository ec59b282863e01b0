import { z } from "zod";
import type { ReceivedCall } from "#/test/misbehaving-endpoint.ts";
import { completionBody, failing, json, type Misbehaviour, status } from "#/test/misbehaviours.ts";

/** What one kind of server does with the fields of a chat completion. */
export type Habits = {
  /** `ignored`: the field is taken and a new turn is begun all the same; `marked`: unless it is marked as a prefix. */
  prefill: "continued" | "ignored" | "refused" | "marked";
  /** `numbered`: `logprobs` is a number, and they come as parallel arrays. */
  logprobs: "listed" | "null" | "absent" | "refused" | "not-numbers" | "numbered";
  /** Honoured parameters beyond OpenAI's. */
  honours?: readonly (
    | "tokenize"
    | "logprob_token_ids"
    | "allowed_token_ids"
    | "guided_choice"
    | "regex"
    | "json_schema"
    | "long_lists"
    | "n"
  )[];
  /** Words that never come into the top 20. */
  unlisted?: readonly string[];
  /** Obeys a temperature. */
  varies?: boolean;
  /** Answers the one-word question with a sentence. */
  talks?: boolean;
  /** Log-probabilities after the mask instead of before. */
  masked?: boolean;
  /** −9999 stands in each list for a token that is not among the candidates. */
  placeholders?: boolean;
  /** Of the picture that is asked about, from 0: moves log-probabilities, ratings and samples. */
  quality?: number;
  /** The first request with a prefill is refused with these words, until they are heeded. */
  complaint?: { words: string; heeded: (body: Body) => boolean };
};

const bodySchema = z.looseObject({
  messages: z.array(
    z.looseObject({ role: z.string(), content: z.unknown(), prefix: z.boolean().optional() }),
  ),
  logprobs: z.union([z.boolean(), z.number()]).optional(),
  top_logprobs: z.number().optional(),
  temperature: z.number().optional(),
  n: z.number().optional(),
  logprob_token_ids: z.array(z.number()).optional(),
  allowed_token_ids: z.array(z.number()).optional(),
  guided_choice: z.array(z.string()).optional(),
  regex: z.string().optional(),
  response_format: z.looseObject({ type: z.string() }).optional(),
});
type Body = z.infer<typeof bodySchema>;

const others =
  "quite very not high excellent fair low bad decent clear average great fine acceptable mixed okay superb dull soft sharp crisp weak strong".split(
    " ",
  );
const ids: Record<string, number> = { good: 1661, poor: 7852, Tuesday: 9061 };
const rest: Record<string, string> = { "the im": "age", "the pict": "ure", "the backgr": "ound" };

/** Log-probabilities (nats) of what can come next, the likeliest first. */
export function distribution(lead: string, unlisted: readonly string[], quality = 0): [string, number][] {
  const shift = quality / 20;
  const words: [string, number][] = [
    ["good", -1.05],
    ["poor", -2.6 - shift],
    ...others.map((word, index): [string, number] => [word, -2.9 - index * 0.12]),
    ["Tuesday", -17.55],
  ];
  return words
    .map(([word, logprob]): [string, number] => [
      lead + word,
      unlisted.includes(word) ? -6.8 - word.length / 8 - shift : logprob,
    ])
    .sort((a, b) => b[1] - a[1]);
}

/** A small chat server with the habits of one real one; a script for `startMisbehavingEndpoint`. */
export function habitServer(habits: Habits): (call: ReceivedCall) => Misbehaviour {
  const honours = (name: NonNullable<Habits["honours"]>[number]) => habits.honours?.includes(name) ?? false;
  return (call) => {
    if (call.path.endsWith("/tokenize")) {
      if (!honours("tokenize")) return status(404);
      const { prompt } = z.object({ prompt: z.string() }).parse(call.body);
      return json({ tokens: [785, 4271, ids[prompt.split(" ").at(-1) ?? ""] ?? 0], count: 3 });
    }
    const body = bodySchema.parse(call.body);
    const asked = JSON.stringify(body.messages[0]);
    const last = body.messages.at(-1);
    const isBegun = last?.role === "assistant" && (habits.prefill !== "marked" || last.prefix === true);
    const prefix = isBegun ? String(last?.content) : null;
    const refusal = refusalOf(habits, body, prefix);
    if (refusal !== null) return failing(400, refusal);
    const texts = Array.from({ length: honours("n") ? (body.n ?? 1) : 1 }, (_, sample) =>
      say(habits, body, asked, prefix, call.number + sample),
    );
    const choices = texts.map((text) => {
      const base = completionBody({ content: text }).choices as Record<string, unknown>[];
      const choice = { ...base[0], logprobs: body.logprobs ? listed(habits, body, text) : null };
      return habits.logprobs === "absent" ? { ...choice, logprobs: undefined } : choice;
    });
    const reply = JSON.stringify({ ...completionBody({}), choices });
    return status(200, { "content-type": "application/json" }, reply.replaceAll('"-inf"', "-Infinity"));
  };
}

function refusalOf(habits: Habits, body: Body, prefix: string | null): string | null {
  if (prefix !== null && habits.prefill === "refused") return "Prefill is not supported.";
  if (prefix !== null && habits.complaint && !habits.complaint.heeded(body)) return habits.complaint.words;
  if (body.logprobs && habits.logprobs === "refused") return "logprobs is not supported.";
  const isFlag = habits.logprobs === "numbered" && body.logprobs === true;
  return isFlag ? "Input validation error: logprobs must be an integer" : null;
}

function say(habits: Habits, body: Body, asked: string, prefix: string | null, draw: number): string {
  const hot = (body.temperature ?? 1) > 0 && habits.varies;
  const { quality = 0 } = habits;
  const word = hot && (draw * 7) % 30 >= 20 + quality / 2 ? "poor" : "good";
  const only = habits.honours?.includes("allowed_token_ids") ? body.allowed_token_ids?.[0] : undefined;
  if (only !== undefined) return ` ${Object.keys(ids).find((name) => ids[name] === only)}`;
  if (choosesWord(habits, body)) return word;
  if (habits.honours?.includes("json_schema") && body.response_format) return `{"answer":"${word}"}`;
  if (prefix !== null && habits.prefill !== "ignored") {
    const cut = Object.keys(rest).find((end) => prefix.endsWith(end));
    return cut === undefined ? ` ${word}.` : `${rest[cut]} is`;
  }
  if (asked.includes("0 (worst)")) return String(72 + quality);
  if (asked.includes("five digits")) return hot ? String(10_000 + draw) : "48213";
  if (asked.includes("one word only") && !habits.talks) return word;
  return "The quality of the image is good.";
}

function listed(habits: Habits, body: Body, text: string) {
  if (habits.logprobs === "null") return null;
  const lead = /^\s/.test(text) ? " " : "";
  const all = distribution(lead, habits.unlisted ?? [], habits.quality);
  const wanted = habits.honours?.includes("logprob_token_ids") ? body.logprob_token_ids : undefined;
  const most = habits.honours?.includes("long_lists") ? all.length : 20;
  const wantedTop = body.top_logprobs ?? Number(body.logprobs ?? 0);
  const given = wanted
    ? all.filter(([token]) => wanted.includes(ids[token.trim()] ?? -1))
    : ranked(choosesWord(habits, body), habits, all, text).slice(0, Math.min(most, wantedTop));
  const only = habits.honours?.includes("allowed_token_ids") && body.allowed_token_ids;
  const bare = habits.logprobs === "not-numbers" ? [-9999, "-inf", null] : null;
  const top = (only ? all.filter(([token]) => token === text) : given).map(([token, logprob], index) => ({
    token,
    logprob: bare ? bare[index % bare.length] : only && habits.masked ? 0 : logprob,
    bytes: [...Buffer.from(token)],
  }));
  if (habits.logprobs === "numbered") return inArrays(top);
  const placeholders = habits.placeholders ? [{ token: "<unk>", logprob: -9999, bytes: [] }] : [];
  const said = { content: [{ ...top[0], top_logprobs: [...top, ...placeholders] }] };
  return text.startsWith("{") ? { content: [...scaffold, ...choiceOf(habits, text), ...scaffold] } : said;
}

/** Only one of the two words may be said, as vLLM's or SGLang's fields have it. */
function choosesWord({ honours = [] }: Habits, body: Body): boolean {
  return (
    (honours.includes("guided_choice") && body.guided_choice !== undefined) ||
    (honours.includes("regex") && body.regex !== undefined)
  );
}

/** What stands around the word of a JSON answer. */
const scaffold = ['{"', "answer", '":"'].map((token) => ({
  token,
  logprob: 0,
  top_logprobs: [{ token, logprob: 0 }],
}));

function choiceOf(habits: Habits, text: string) {
  const top = chosenFrom(habits).map(([token, logprob]) => ({ token, logprob }));
  return [{ ...(text.includes("poor") ? top[1] : top[0]), top_logprobs: top }];
}

function chosenFrom({ quality = 0 }: Habits): [string, number][] {
  return [
    ["good", -0.1],
    ["poor", -2.4 - quality / 20],
  ];
}

function inArrays(top: readonly { token: string; logprob: unknown }[]) {
  const [first] = top;
  return {
    tokens: [first?.token],
    token_logprobs: [first?.logprob],
    top_logprobs: [Object.fromEntries(top.map(({ token, logprob }) => [token, logprob]))],
  };
}

/** The token that was said leads its list, as at temperature 0; a turn of its own begins with its first word. */
function ranked(
  isChoice: boolean,
  habits: Habits,
  all: [string, number][],
  text: string,
): [string, number][] {
  const first = /^\s?\w+/.exec(text)?.[0] ?? text;
  if (isChoice) return chosenFrom(habits);
  if (all.some(([token]) => token === first)) return all;
  return [[first, -0.05], ...all.map(([token, logprob]): [string, number] => [token, logprob - 4])];
}
