import { unstable_rethrow } from "next/navigation";
import { AppError, type ErrorCode, type FieldErrors } from "#/lib/errors.ts";
import type { ErrorText } from "#/lib/i18n/error-text.ts";
import { sayError } from "#/lib/i18n/say-error.ts";
import { log } from "#/lib/log.ts";
import { shortRefusal, shortText } from "#/lib/short-refusal.ts";

const statusOf: Record<ErrorCode, number> = {
  "bad-input": 400,
  unauthenticated: 401,
  forbidden: 403,
  "not-found": 404,
  conflict: 409,
  "too-large": 413,
  "rate-limited": 429,
  unavailable: 503,
  internal: 500,
};

/** Returns the one place where an error becomes an answer of the API; what was not meant for a reader is logged, not shown. */
export function errorResponse(error: unknown, requestId: string): Response {
  unstable_rethrow(error);
  if (error instanceof AppError && error.code !== "internal") {
    const { message, fields } = shortRefusal(error.said((text) => sayError("en", text)));
    const text = error.text && shortText(error.text);
    return answer({ code: error.code, message, fields, ...text }, error.retryAfterSeconds);
  }
  log().error({ err: error, requestId }, "a request failed");
  const message = `Something failed on the server. Tell its operator this code: ${requestId}.`;
  return answer({ code: "internal", message });
}

type Body = {
  code: ErrorCode;
  message: string;
  fields?: FieldErrors | undefined;
  key?: string;
  params?: ErrorText["params"];
};

function answer(error: Body, retryAfterSeconds?: number): Response {
  const { code } = error;
  const headers = new Headers();
  if (code === "unauthenticated") headers.set("WWW-Authenticate", "Bearer");
  if (retryAfterSeconds !== undefined) headers.set("Retry-After", String(retryAfterSeconds));
  return Response.json({ error }, { status: statusOf[code], headers });
}
