import { z } from "zod";
import { EndpointError } from "#/evaluation/endpoints/errors/endpoint-error.ts";
import type { Redact } from "#/evaluation/endpoints/errors/redact.ts";
import { readReportedError } from "#/evaluation/endpoints/errors/reported-error.ts";
import { errorFromStatus } from "#/evaluation/endpoints/errors/response-error.ts";
import { cutRedacted } from "#/evaluation/endpoints/http/cut-redacted.ts";
import { type Events, readEvents } from "#/evaluation/endpoints/http/reply-events.ts";
import { withoutPythonNumbers } from "#/evaluation/json/python-numbers.ts";
import { longestAnswer } from "#/evaluation/tasks/answer-text/longest-answer.ts";

const longestName = 200;
const longestPlace = 200;

export type { Events };

/**
 * Returns the JSON of a 2xx reply. One that comes as a stream, though none was asked for, is put together by
 * `join`. Throws the error that it reports inside, or EndpointError `parse`.
 */
export function replyJson(body: string, redact: Redact, join?: (events: Events) => unknown): unknown {
  const json = parseJson(body);
  if (json !== undefined && !Array.isArray(json)) return withoutFailure(json, redact);
  const events = json === undefined ? readEvents(body, parseJson) : { events: json, isDone: true };
  if (events === null || events.events.length === 0) throw noJson(body);
  for (const event of events.events) withoutFailure(event, redact);
  const [only] = events.events;
  if (events.events.length === 1 && !isChunk(only)) return only;
  if (join) return join(events);
  throw new EndpointError(
    "parse",
    "The endpoint streams its reply though a whole one was asked for. Turn streaming off there.",
  );
}

function withoutFailure(json: unknown, redact: Redact): unknown {
  const failure = readReportedError(json);
  if (failure) throw errorInBody(failure, redact);
  return json;
}

function isChunk(json: unknown): boolean {
  if (typeof json !== "object" || json === null || !("choices" in json) || !Array.isArray(json.choices))
    return false;
  return json.choices.some((choice) => typeof choice === "object" && choice !== null && "delta" in choice);
}

export function errorInBody(failure: Parameters<typeof errorFromStatus>[1], redact: Redact): EndpointError {
  const code = Number(failure.code);
  return errorFromStatus(Number.isInteger(code) && code >= 400 && code <= 599 ? code : 500, failure, redact);
}

/**
 * Runs a reader; what does not fit its schema is EndpointError `parse`, naming `what` was expected and the place,
 * which may hold names that the endpoint chose.
 */
export function readAs<T>(what: string, redact: Redact, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof z.ZodError)) throw error;
    const issue = error.issues[0];
    const where = cutRedacted(issue?.path.join(".") || "its body", longestPlace, redact);
    throw new EndpointError(
      "parse",
      `The endpoint's JSON is not ${what} (${where}: ${issue?.message ?? "unreadable"}). Check the base URL and the protocol.`,
    );
  }
}

/** Text for reading, storing and showing: no more than is stored, well-formed, without the key; null for none. */
export function cleanText(text: string | null | undefined, redact: Redact): string | null {
  return text ? cutRedacted(text, longestAnswer, redact) : null;
}

/** Returns what a server calls the model that answered; null for none. */
export function modelName(name: string | null | undefined, redact: Redact): string | null {
  return name ? cutRedacted(name, longestName, redact) : null;
}

/** Undefined for what is no JSON, Python's dialect of it included. */
function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    const repaired = withoutPythonNumbers(body);
    return repaired === body ? undefined : parseJson(repaired);
  }
}

function noJson(body: string): EndpointError {
  const found = /^\s*</.test(body) ? "a web page" : body.trim() === "" ? "an empty body" : "something else";
  return new EndpointError(
    "parse",
    `The endpoint answered with ${found} instead of JSON. Check the base URL.`,
  );
}
