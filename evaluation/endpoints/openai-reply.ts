import { z } from "zod";
import type { ChatReply, FinishReason } from "#/evaluation/endpoints/endpoint.ts";
import { EndpointError } from "#/evaluation/endpoints/endpoint-error.ts";
import { firstPosition, logprobState } from "#/evaluation/endpoints/openai-logprobs.ts";
import type { Redact } from "#/evaluation/endpoints/redact.ts";
import { errorFromStatus, readReportedError } from "#/evaluation/endpoints/response-error.ts";

const part = z.looseObject({
  type: z.string(),
  text: z.string().nullish(),
  refusal: z.string().nullish(),
  thinking: z.string().nullish(),
});

const choice = z.object({
  message: z.object({
    content: z.union([z.string(), z.array(z.union([z.string(), part])), z.null()]).optional(),
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
export function readOpenAiReply(body: string, redact: Redact): ChatReply {
  const json = parseJson(body);
  const { model, choices, usage } = parseCompletion(json, redact);
  if (choices.length === 0) {
    throw new EndpointError("empty", "The endpoint answered without any choice: there is no reply to read.");
  }
  const failure = readReportedError(choices[0]);
  if (failure) throw errorInBody(failure, redact);
  const { message, finish_reason, logprobs } = parseWith(choice, choices[0]);
  const content = readContent(message.content ?? null);
  const clean = (text: string | null | undefined) => (text ? redact(text.toWellFormed()) : null);
  const first = attempt(() => firstPosition(logprobs));
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
    model: clean(model)?.slice(0, 200) ?? null,
  };
}

function parseCompletion(json: unknown, redact: Redact): z.infer<typeof completion> {
  const failure = readReportedError(json);
  if (failure) throw errorInBody(failure, redact);
  return parseWith(completion, json);
}

function errorInBody(failure: Parameters<typeof errorFromStatus>[1], redact: Redact): EndpointError {
  const code = Number(failure.code);
  return errorFromStatus(Number.isInteger(code) && code >= 400 && code <= 599 ? code : 500, failure, redact);
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    const repaired = withoutPythonNumbers(body);
    if (repaired !== body) return parseJson(repaired);
    const found = /^\s*</.test(body) ? "a web page" : "something else";
    throw new EndpointError(
      "parse",
      `The endpoint answered with ${found} instead of JSON. Check the base URL.`,
    );
  }
}

function parseWith<T>(schema: z.ZodType<T>, value: unknown): T {
  return attempt(() => schema.parse(value));
}

/** Python's json module writes NaN and Infinity bare, which is no JSON; they become null. */
function withoutPythonNumbers(body: string): string {
  return body.replace(/"[^"\\]*(?:\\.[^"\\]*)*"|-?\bInfinity\b|\bNaN\b/g, (found) =>
    found.startsWith('"') ? found : "null",
  );
}

function attempt<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof z.ZodError)) throw error;
    const issue = error.issues[0];
    const where = issue?.path.join(".") || "its body";
    throw new EndpointError(
      "parse",
      `The endpoint's JSON is not a chat completion (${where}: ${issue?.message ?? "unreadable"}). Check the base URL and the protocol.`,
    );
  }
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
