import { z } from "zod";
import { EndpointError, type EndpointErrorKind } from "#/evaluation/endpoints/errors/endpoint-error.ts";
import { errorTable } from "#/evaluation/endpoints/errors/error-table.ts";
import type { Redact } from "#/evaluation/endpoints/errors/redact.ts";
import { remedyOf } from "#/evaluation/endpoints/errors/remedies.ts";
import {
  pageTitle,
  type ReportedError,
  readReportedError,
} from "#/evaluation/endpoints/errors/reported-error.ts";
import { stripAddresses } from "#/evaluation/endpoints/errors/strip-addresses.ts";
import { cutRedacted } from "#/evaluation/endpoints/http/cut-redacted.ts";
import type { HttpReply } from "#/evaluation/endpoints/http/http-pool.ts";
import { listOf } from "#/evaluation/endpoints/replies/first-fault.ts";

/** Of what a server says of its error, no more is read; far less is shown. */
const longestMessage = 20_000;
const longestCode = 1_000;

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Returns the EndpointError of a reply whose status is not 2xx. */
export function errorFromReply(reply: HttpReply, redact: Redact, now: number = Date.now()): EndpointError {
  const { status, headers } = reply;
  if (status >= 300 && status < 400) {
    const redirectsTo = excerpt(cutRedacted(String(headers.location ?? "nowhere"), longestMessage, redact));
    const message = `The endpoint redirects (${status}), and redirects are not followed. Give the final address.`;
    return new EndpointError("redirect", message, { status, redirectsTo });
  }
  const body = parseJson(reply.body);
  const bare = { message: body === null ? pageTitle(reply.body) : "", code: null, type: null };
  const reported = readReportedError(body) ?? bare;
  return errorFromStatus(status, reported, redact, retryAfter(headers, now) ?? googleRetryDelay(body));
}

const google = z.object({
  error: z.object({ details: listOf(z.looseObject({ retryDelay: z.string().optional() })) }),
});

/** Gemini says inside its error how long to wait, such as "34.5s"; null when it does not. */
function googleRetryDelay(body: unknown): number | null {
  const details = google.safeParse(body).data?.error.details ?? [];
  const text = details.find((one) => one.retryDelay !== undefined)?.retryDelay;
  const seconds = /^(\d+(?:\.\d+)?)s$/.exec(text ?? "")?.[1];
  return seconds === undefined ? null : Math.ceil(Number(seconds) * 1000);
}

/** Returns the EndpointError of an error with an HTTP-like status, from the status line or from inside a 200 body. */
export function errorFromStatus(
  status: number,
  reported: ReportedError,
  redact: Redact,
  retryAfterMs: number | null = null,
): EndpointError {
  const message = cutRedacted(reported.message, longestMessage, redact);
  const kind = kindOf(status, { ...reported, message });
  const said = excerpt(stripAddresses(message));
  const words = `${errorTable[kind].sentence} (${status}${said ? `: ${said}` : ""}).`;
  const remedy = remedyOf(kind, message);
  return new EndpointError(kind, remedy === null ? words : `${words} ${remedy}`, { status, retryAfterMs });
}

function kindOf(status: number, { message, code, type }: ReportedError): EndpointErrorKind {
  const words = `${code ?? ""} ${type ?? ""}`.slice(0, longestCode).concat(" ", message);
  if (status === 429) return /insufficient_quota/.test(words) ? "auth" : "rate";
  if (status === 400 && /API[_ ]key[_ ](not valid|invalid|expired)/i.test(words)) return "auth";
  if ((status === 400 || status === 403) && isFilter(words)) return "filter";
  if (mayOverflow.has(status) && contextOverflow.test(words)) return "context";
  const known = byStatus.get(status);
  if (known) return known;
  // Python and Go servers fail with 500 where they cannot decode a picture.
  if (status >= 500) return cannotDecode.test(words) ? "image" : "server";
  return /\b(images?|image_url|pictures?|base64|mime)\b/i.test(words) ? "image" : "parameter";
}

const byStatus: ReadonlyMap<number, EndpointErrorKind> = new Map([
  [401, "auth"],
  [402, "auth"],
  [403, "auth"],
  [404, "model"],
  [405, "model"],
  [408, "timeout"],
  [409, "server"],
  [410, "model"],
  [413, "image"],
  [415, "image"],
  [425, "server"],
  [503, "overload"],
  [504, "timeout"],
  [529, "overload"],
]);

const mayOverflow: ReadonlySet<number> = new Set([400, 413, 422, 500]);

/** The request, picture and all, has more tokens than the model can hold. */
const contextOverflow =
  /context[_ -]?(length|size|window)|exceed_context|context_length_exceeded|max(imum)?[_ ]model[_ ]len|(prompt|input|request|conversation|message)s? (is|are) too long|too many (input |prompt )?tokens|(input|prompt)[ _](tokens?|length|token count)\b.{0,60}\b(exceed|longer|larger|more than)|(prompt|input).{0,40}longer than the/i;

const cannotDecode =
  /(cannot|can't|could not|failed to|unable to) (identify|decode|load|process|read|open)( an?| the)? images?\b|image: unknown format|unsupported image|invalid image/i;

function isFilter(message: string): boolean {
  return /content[_ ]?(filter|policy|management)|responsible ?ai|flagged|moderation|safety system/i.test(
    message,
  );
}

function excerpt(text: string): string {
  const line = text.toWellFormed().replace(/\s+/g, " ").trim().replace(/\.$/, "");
  return line.length > 300 ? `${line.slice(0, 300).toWellFormed()}…` : line;
}

/** Milliseconds that `retry-after-ms` or `retry-after` (seconds or HTTP date) ask for; null when neither does. */
function retryAfter(headers: HttpReply["headers"], now: number): number | null {
  const milliseconds = Number(headers["retry-after-ms"] ?? Number.NaN);
  if (Number.isFinite(milliseconds) && milliseconds >= 0) return milliseconds;
  const value = headers["retry-after"];
  if (typeof value !== "string" || value.trim() === "") return null;
  const seconds = Number(value);
  if (Number.isFinite(seconds)) return seconds >= 0 ? seconds * 1000 : null;
  const date = Date.parse(value);
  return Number.isNaN(date) ? null : Math.max(0, date - now);
}
