import { z } from "zod";
import type { ChatReply, FinishReason } from "#/evaluation/endpoints/endpoint.ts";
import { EndpointError } from "#/evaluation/endpoints/errors/endpoint-error.ts";
import { errorTable } from "#/evaluation/endpoints/errors/error-table.ts";
import type { Redact } from "#/evaluation/endpoints/errors/redact.ts";
import { readReportedError } from "#/evaluation/endpoints/errors/response-error.ts";
import {
  cleanText,
  errorInBody,
  modelName,
  readAs,
  replyJson,
} from "#/evaluation/endpoints/http/reply-json.ts";
import { answerPosition, logprobState } from "#/evaluation/endpoints/openai/openai-logprobs.ts";
import { listOf } from "#/evaluation/endpoints/replies/first-fault.ts";

const part = z.looseObject({
  type: z.string(),
  text: z.string().nullish(),
  refusal: z.string().nullish(),
  thinking: z.string().nullish(),
});

const choice = z.object({
  message: z.object({
    content: z.union([z.string(), listOf(z.union([z.string(), part])), z.null()]).optional(),
    refusal: z.string().nullish(),
    reasoning: z.string().nullish().catch(null),
    reasoning_content: z.string().nullish().catch(null),
  }),
  finish_reason: z.string().nullish(),
  logprobs: z.unknown().optional(),
});

const tokens = z.number().int().min(0).nullish().catch(null);

const completion = z.object({
  model: z.string().nullish().catch(null),
  choices: z.array(z.unknown()),
  usage: z.object({ prompt_tokens: tokens, completion_tokens: tokens }).nullish().catch(null),
});

const finishReasons: ReadonlyMap<string, FinishReason> = new Map([
  ["stop", "stop"],
  ["eos", "stop"],
  ["stop_sequence", "stop"],
  ["end_turn", "stop"],
  ["length", "length"],
  ["max_tokens", "length"],
  ["model_length", "length"],
  ["content_filter", "content_filter"],
  ["safety", "content_filter"],
]);

/**
 * Reads the body of a 2xx chat completion. Null content is a reply with an empty text; empty `choices` are
 * EndpointError `empty`, an error inside the body is the error of its code, anything else is `parse`.
 */
export function readOpenAiReply(body: string, redact: Redact, readAt: readonly string[] = []): ChatReply {
  const json = replyJson(body, redact);
  const attempt = <T>(read: () => T): T => readAs("a chat completion", redact, read);
  const { model, choices, usage } = attempt(() => completion.parse(json));
  if (choices.length === 0) {
    throw new EndpointError("empty", errorTable.empty.sentence);
  }
  const failure = readReportedError(choices[0]);
  if (failure) throw errorInBody(failure, redact);
  const { message, finish_reason, logprobs } = attempt(() => choice.parse(choices[0]));
  const content = readContent(message.content ?? null);
  const clean = (text: string | null | undefined) => cleanText(text, redact);
  const first = attempt(() => answerPosition(logprobs, readAt));
  return {
    text: clean(content.text) ?? "",
    reasoning: clean(message.reasoning ?? message.reasoning_content ?? content.reasoning),
    finishReason: finishReasons.get(finish_reason?.toLowerCase() ?? "") ?? "unknown",
    refusal: clean(message.refusal ?? content.refusal),
    logprobs: first,
    logprobState: logprobState(logprobs, first),
    alternatives: choices.slice(1).flatMap((other) => {
      const parsed = choice.safeParse(other);
      return parsed.success ? [clean(readContent(parsed.data.message.content ?? null).text) ?? ""] : [];
    }),
    promptTokens: usage?.prompt_tokens ?? null,
    completionTokens: usage?.completion_tokens ?? null,
    model: modelName(model, redact),
  };
}

type Content = { text: string; refusal: string | null; reasoning: string | null };

function readContent(content: string | (string | z.infer<typeof part>)[] | null): Content {
  if (content === null || typeof content === "string") {
    return { text: content ?? "", refusal: null, reasoning: null };
  }
  const parts = content.map((piece) => (typeof piece === "string" ? { type: "text", text: piece } : piece));
  const thinking = parts.filter(({ type }) => type === "thinking" || type === "reasoning");
  return {
    text: parts
      .map(({ type, text }) => (type === "text" || type === "output_text" ? (text ?? "") : ""))
      .join(""),
    refusal: parts.find((piece) => piece.refusal)?.refusal ?? null,
    reasoning: thinking.map((piece) => piece.thinking ?? piece.text ?? "").join("") || null,
  };
}
