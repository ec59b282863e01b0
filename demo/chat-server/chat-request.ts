import { z } from "zod";
import { AppError } from "#/lib/errors.ts";

type ChatMessage = { role: string; text: string; images: readonly Buffer[] };

export type ChatRequest = {
  messages: readonly [ChatMessage, ...ChatMessage[]];
  /** The start of the assistant's turn that has to be continued, or null. */
  prefix: string | null;
  samples: number;
  temperature: number;
  seed: number | null;
  maxTokens: number;
  /** How many alternatives a token is reported with; null without log-probabilities. */
  topLogprobs: number | null;
};

const part = z.union([
  z.object({ type: z.literal("text"), text: z.string() }),
  z.object({ type: z.literal("image_url"), image_url: z.object({ url: z.string() }) }),
]);

const tokens = z.int().min(1).nullish();

const body = z.object({
  model: z.string(),
  messages: z.array(z.object({ role: z.string(), content: z.union([z.string(), z.array(part)]) })).min(1),
  n: z.int().min(1).max(128).nullish(),
  temperature: z.number().min(0).max(2).nullish(),
  seed: z.int().nullish(),
  max_tokens: tokens,
  max_completion_tokens: tokens,
  logprobs: z.boolean().nullish(),
  top_logprobs: z.int().min(0).max(20).nullish(),
  stream: z.literal(false).nullish(),
  continue_final_message: z.boolean().nullish(),
  add_generation_prompt: z.boolean().nullish(),
});
type Body = z.infer<typeof body>;

const dataUrl = /^data:image\/[\w.+-]+;base64,/;

function readImage(url: string): Buffer {
  const head = dataUrl.exec(url)?.[0];
  if (head === undefined) {
    throw new AppError(
      "bad-input",
      "image_url.url is not a base64 data URL of an image. Send data:image/…;base64,….",
    );
  }
  return Buffer.from(url.slice(head.length), "base64");
}

function readMessage({ role, content }: Body["messages"][number]): ChatMessage {
  if (typeof content === "string") return { role, text: content, images: [] };
  const text = content.flatMap((found) => (found.type === "text" ? [found.text] : [])).join("\n");
  const images = content.flatMap((found) =>
    found.type === "image_url" ? [readImage(found.image_url.url)] : [],
  );
  return { role, text, images };
}

function readPrefix(sent: Body, last: ChatMessage): string | null {
  if (!sent.continue_final_message) return null;
  if (sent.add_generation_prompt !== false || last.role !== "assistant") {
    throw new AppError(
      "bad-input",
      "continue_final_message needs add_generation_prompt: false and a last message of the assistant. Send both.",
    );
  }
  return last.text;
}

function complaint(error: z.ZodError): string {
  const [issue] = error.issues;
  return issue === undefined
    ? "The body is not valid."
    : `${issue.path.join(".") || "body"}: ${issue.message}`;
}

/** Reads the body of POST /v1/chat/completions; throws an AppError that says which field is wrong. */
export function readChatRequest(json: unknown, model: string): ChatRequest {
  const parsed = body.safeParse(json);
  if (!parsed.success) throw new AppError("bad-input", complaint(parsed.error));
  const sent = parsed.data;
  if (sent.model !== model) {
    throw new AppError("not-found", `The model "${sent.model}" does not exist here. Ask for "${model}".`);
  }
  const [first, ...rest] = sent.messages.map(readMessage);
  if (first === undefined) throw new AppError("bad-input", "messages is empty. Send at least one message.");
  return {
    messages: [first, ...rest],
    prefix: readPrefix(sent, rest.at(-1) ?? first),
    samples: sent.n ?? 1,
    temperature: sent.temperature ?? 1,
    seed: sent.seed ?? null,
    maxTokens: sent.max_completion_tokens ?? sent.max_tokens ?? Number.POSITIVE_INFINITY,
    topLogprobs: sent.logprobs === true ? (sent.top_logprobs ?? 0) : null,
  };
}
