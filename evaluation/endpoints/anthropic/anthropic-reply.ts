import { z } from "zod";
import type { ChatReply } from "#/evaluation/endpoints/endpoint.ts";
import type { Redact } from "#/evaluation/endpoints/errors/redact.ts";
import { cleanText, modelName, readAs, replyJson } from "#/evaluation/endpoints/http/reply-json.ts";
import { finishReason } from "#/evaluation/endpoints/replies/finish-reason.ts";
import { listOf } from "#/evaluation/endpoints/replies/first-fault.ts";

const tokens = z.int().min(0).nullish().catch(null);

const message = z.object({
  type: z.literal("message"),
  model: z.string().nullish().catch(null),
  content: listOf(
    z.looseObject({
      type: z.string().catch(""),
      text: z.string().nullish().catch(null),
      thinking: z.string().nullish().catch(null),
    }),
  ),
  stop_reason: z.unknown().optional(),
  usage: z
    .object({
      input_tokens: tokens,
      cache_creation_input_tokens: tokens,
      cache_read_input_tokens: tokens,
      output_tokens: tokens,
    })
    .nullish()
    .catch(null),
});

/**
 * Reads the body of a 2xx message. Thinking blocks are kept apart from the text; no content at all is a reply
 * with an empty text, whose `finishReason` says why. An error inside the body is the error of its code.
 */
export function readAnthropicReply(body: string, redact: Redact): ChatReply {
  const json = replyJson(body, redact);
  const { model, content, stop_reason, usage } = readAs("an Anthropic message", redact, () =>
    message.parse(json),
  );
  const textOf = (type: string, field: "text" | "thinking") =>
    cleanText(content.map((block) => (block.type === type ? (block[field] ?? "") : "")).join(""), redact);
  const text = textOf("text", "text") ?? "";
  const finished = finishReason([stop_reason], redact);
  return {
    text,
    reasoning: textOf("thinking", "thinking"),
    finishReason: finished,
    refusal: stop_reason === "refusal" ? text || "The model refused to answer." : null,
    logprobs: null,
    logprobState: "absent",
    alternatives: [],
    promptTokens: promptTokens(usage),
    completionTokens: usage?.output_tokens ?? null,
    model: modelName(model, redact),
  };
}

/** What came out of the cache was sent all the same, and stands apart from `input_tokens`. */
function promptTokens(usage: z.infer<typeof message>["usage"]): number | null {
  if (typeof usage?.input_tokens !== "number") return null;
  return usage.input_tokens + (usage.cache_creation_input_tokens ?? 0) + (usage.cache_read_input_tokens ?? 0);
}
