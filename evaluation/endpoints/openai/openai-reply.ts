import { z } from "zod";
import type { ChatReply } from "#/evaluation/endpoints/endpoint.ts";
import { EndpointError } from "#/evaluation/endpoints/errors/endpoint-error.ts";
import { errorTable } from "#/evaluation/endpoints/errors/error-table.ts";
import type { Redact } from "#/evaluation/endpoints/errors/redact.ts";
import { readReportedError } from "#/evaluation/endpoints/errors/reported-error.ts";
import {
  cleanText,
  errorInBody,
  modelName,
  readAs,
  replyJson,
} from "#/evaluation/endpoints/http/reply-json.ts";
import { joinChunks } from "#/evaluation/endpoints/openai/openai-chunks.ts";
import { readContent, readReasoning } from "#/evaluation/endpoints/openai/openai-content.ts";
import { answerPosition, logprobState } from "#/evaluation/endpoints/openai/openai-logprobs.ts";
import { finishReason } from "#/evaluation/endpoints/replies/finish-reason.ts";

const choice = z.looseObject({
  message: z.looseObject({}).nullish(),
  delta: z.looseObject({}).nullish(),
  logprobs: z.unknown().optional(),
});
type Choice = z.infer<typeof choice>;

const tokens = z.number().int().min(0).nullish().catch(null);

const completion = z.object({
  model: z.string().nullish().catch(null),
  choices: z.array(z.unknown()),
  usage: z.object({ prompt_tokens: tokens, completion_tokens: tokens }).nullish().catch(null),
});

/** Where some server or other keeps a model's thinking. */
const reasoningFields = ["reasoning", "reasoning_content", "thinking", "reasoning_details"];

/**
 * Reads the body of a 2xx chat completion, also one that came as a stream. Null content is a reply with an empty text;
 * empty `choices` are EndpointError `empty`, an answer that was broken off `server`, an error inside the body is the
 * error of its code, anything else is `parse`. `readAt` null: log-probabilities were not asked for, and odd ones cost
 * nothing.
 */
export function readOpenAiReply(body: string, redact: Redact, readAt: readonly string[] | null): ChatReply {
  const json = replyJson(body, redact, joinChunks);
  const attempt = <T>(read: () => T): T => readAs("a chat completion", redact, read);
  const { model, choices, usage } = attempt(() => completion.parse(json));
  if (choices.length === 0) {
    throw new EndpointError("empty", errorTable.empty.sentence);
  }
  const failure = readReportedError(choices[0]);
  if (failure) throw errorInBody(failure, redact);
  const first = attempt(() => choice.parse(choices[0]));
  const said = readChoice(first, redact);
  const { logprobs, state } = readLogprobs(first.logprobs, readAt, redact);
  return {
    ...said,
    logprobs,
    logprobState: state,
    alternatives: choices.slice(1).flatMap((other) => readAlternative(other, redact)),
    promptTokens: usage?.prompt_tokens ?? null,
    completionTokens: usage?.completion_tokens ?? null,
    model: modelName(model, redact),
  };
}

type Said = Pick<ChatReply, "text" | "reasoning" | "finishReason" | "refusal">;

function readChoice(one: Choice, redact: Redact): Said {
  const finished = finishReason([one.finish_reason, one.native_finish_reason], redact);
  const message = one.message ?? one.delta;
  // Google's door leaves the message out where it blocks one; other replies without one are none.
  if (!message && finished === "unknown") {
    throw new EndpointError(
      "parse",
      "The endpoint's JSON is not a chat completion (choices.0.message: missing). Check the base URL and the protocol.",
    );
  }
  const content = readContent(message?.content);
  const reasoning = reasoningFields
    .map((field) => readReasoning(message?.[field]))
    .find((text) => text !== null);
  const refusal = typeof message?.refusal === "string" ? message.refusal : null;
  return {
    text: cleanText(content.text, redact) ?? "",
    reasoning: cleanText(reasoning ?? content.reasoning, redact),
    finishReason: finished,
    refusal: cleanText(refusal || content.refusal, redact),
  };
}

/** A further choice that is broken off or unreadable is left out: the others were asked for no less. */
function readAlternative(other: unknown, redact: Redact): Said[] {
  const parsed = choice.safeParse(other);
  if (!parsed.success) return [];
  try {
    return [readChoice(parsed.data, redact)];
  } catch (error) {
    if (error instanceof EndpointError) return [];
    throw error;
  }
}

function readLogprobs(
  logprobs: unknown,
  readAt: readonly string[] | null,
  redact: Redact,
): { logprobs: ChatReply["logprobs"]; state: ChatReply["logprobState"] } {
  try {
    const position = readAs("a chat completion", redact, () => answerPosition(logprobs, readAt ?? []));
    return { logprobs: position, state: logprobState(logprobs, position) };
  } catch (error) {
    if (readAt === null && error instanceof EndpointError) return { logprobs: null, state: "not-numbers" };
    throw error;
  }
}
