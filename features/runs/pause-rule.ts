import type { EndpointErrorKind } from "#/evaluation/endpoints/endpoint-error.ts";

/** `endpoint-down` ends by itself; the others wait for the owner. */
export type PauseCode =
  | "endpoint-down"
  | "endpoint-refused"
  | "model-not-found"
  | "address-forbidden"
  | "bad-replies";
export type FailCode = PauseCode | "no-answers" | "no-rung" | "not-settled";

const second = 1000;
const hour = 3600 * second;

export const shortestPauseMs = 30 * second;
export const longestPauseMs = 600 * second;
/** A run whose endpoint stays down this long is failed; everything answered is kept and a retry goes on from there. */
export const endpointDownLimitMs = 24 * hour;
/** So long a paused run waits for its owner. */
export const ownerLimitMs = 7 * 24 * hour;

export function pauseCodeOf(kind: EndpointErrorKind): PauseCode {
  if (kind === "auth") return "endpoint-refused";
  if (kind === "model") return "model-not-found";
  if (kind === "address") return "address-forbidden";
  return "endpoint-down";
}

const sentences: Record<FailCode, string> = {
  "endpoint-down": "The endpoint cannot be reached or is overloaded. The board tries again by itself.",
  "endpoint-refused": "The endpoint refuses the key or the account. Retry with a working key.",
  "model-not-found": "The endpoint does not know this model or path. Check the base URL and the model id.",
  "address-forbidden": "The board may not call this address. Ask its operator to allow the host.",
  "bad-replies": "Every reply so far was unusable, so the run was stopped. Check the endpoint, then retry.",
  "no-answers": "The endpoint answered none of the items. See the errors, then retry.",
  "no-rung": "The endpoint gives nothing that a quality score can be made of.",
  "not-settled": "The scores could not be computed. Retry, and tell the operator if it happens again.",
};

const expired: Partial<Record<FailCode, string>> = {
  "endpoint-down":
    "The endpoint stayed down for 24 hours. Everything answered is kept; retry when it is back.",
};

/** What a person reads beside a paused or failed run. */
export function reasonSentence(code: string, status: string, detail: string | null): string {
  const known = code in sentences ? (code as FailCode) : null;
  const words =
    known && status === "failed" ? (expired[known] ?? sentences[known]) : known && sentences[known];
  return [words, detail].filter(Boolean).join(" ") || code;
}
