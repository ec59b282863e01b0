import { z } from "zod";
import {
  type MisbehavingEndpoint,
  type ReceivedCall,
  startMisbehavingEndpoint,
} from "#/test/misbehaving-endpoint.ts";
import { json, type Misbehaviour, status } from "#/test/misbehaviours.ts";
import { readNumbered } from "#/test/numbered-picture.ts";

export type Logits = { good: number; poor: number };

const others = ["not", "quite", "very", "fair", "high"];

const bodySchema = z.object({
  messages: z.array(z.object({ role: z.string(), content: z.unknown() })),
  logprobs: z.boolean().optional(),
  top_logprobs: z.number().optional(),
});
const contentSchema = z.array(z.looseObject({ image_url: z.object({ url: z.string() }).optional() }));

/**
 * Serves a model's released logits as log-probabilities over HTTP: a log-softmax, in float32, over the two
 * words and a few others. Which item is asked about is read from the pixels of the picture that came.
 */
export function startReplayEndpoint(
  logitsOf: (item: number) => Logits | undefined,
  twist: (item: number | null, body: string) => string = (_, body) => body,
): Promise<MisbehavingEndpoint> {
  return startMisbehavingEndpoint((call) => replay(call, logitsOf, twist));
}

function replay(
  call: ReceivedCall,
  logitsOf: (item: number) => Logits | undefined,
  twist: (item: number | null, body: string) => string,
): Misbehaviour {
  const { success, data: body } = bodySchema.safeParse(call.body);
  if (!success) return json({ detail: "Not Found" }, 404);
  return async (response) => {
    const item = await itemShown(body.messages[0]?.content);
    call.body = null;
    const logits = (item === null ? { good: 17, poor: 15 } : logitsOf(item)) ?? { good: 0, poor: 0 };
    const isContinued = body.messages.at(-1)?.role === "assistant";
    const top = isContinued ? listed(logits, item ?? 0) : [{ token: "The", logprob: -0.1 }];
    const content = isContinued ? (top[0]?.token ?? "") : "The quality of the image is good.";
    const given = { ...top[0], top_logprobs: top.slice(0, body.top_logprobs ?? 0) };
    const logprobs = body.logprobs ? { content: [given] } : null;
    const message = { role: "assistant", content };
    const choices = [{ index: 0, message, logprobs, finish_reason: "length" }];
    const text = twist(item, JSON.stringify({ model: "replay", choices }));
    status(200, { "content-type": "application/json" }, text)(response);
  };
}

async function itemShown(content: unknown): Promise<number | null> {
  const url = contentSchema.parse(content).find((part) => part.image_url)?.image_url?.url ?? "";
  return readNumbered(Buffer.from(url.slice(url.indexOf(",") + 1), "base64"));
}

function listed({ good, poor }: Logits, item: number): { token: string; logprob: number }[] {
  const highest = Math.max(good, poor);
  const logits: [string, number][] = [
    [" good", good],
    [" poor", poor],
    ...others.map((word, index): [string, number] => [` ${word}`, highest - 0.5 - index - (item % 7) / 5]),
  ];
  const sum = Math.log(logits.reduce((total, [, logit]) => total + Math.exp(logit - highest), 0)) + highest;
  return logits
    .map(([token, logit]) => ({ token, logprob: Math.fround(logit - sum) }))
    .sort((a, b) => b.logprob - a.logprob);
}
