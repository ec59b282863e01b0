import type { EndpointError } from "#/evaluation/endpoints/errors/endpoint-error.ts";

/** The first three end by themselves; the others wait for the owner. */
export type PauseCode =
  | "endpoint-down"
  | "key-lost"
  | "images-away"
  | "endpoint-refused"
  | "model-not-found"
  | "address-forbidden"
  | "endpoint-unusable"
  | "bad-replies"
  | "endpoint-changed";
/** Trouble with the operator's judge: ends by itself. */
export type JudgeOutage = "judge-down" | "judge-refused" | "judge-unusable";
export type FailCode = PauseCode | JudgeOutage | "no-answers" | "no-rung" | "not-settled";

/** Trouble that passes without the owner: the board tries again. */
export const passingOutages: PauseCode[] = ["endpoint-down", "key-lost", "images-away"];

export const endpointChanged: PauseCode = "endpoint-changed";

const second = 1000;
const hour = 3600 * second;

export const shortestPauseMs = 30 * second;
export const longestPauseMs = 600 * second;
/** A resumed run has found out by then that its endpoint is still down, even by five items in a row that hang. */
export const longestTryMs = 2 * hour;
/** A run whose endpoint stays down this long is failed; everything answered is kept and a retry goes on from there. */
export const endpointDownLimitMs = 24 * hour;
/** So long a paused run waits for its owner. */
export const ownerLimitMs = 7 * 24 * hour;

export function pauseCodeOf({ kind, stopsRun }: EndpointError): PauseCode {
  if (kind === "auth") return "endpoint-refused";
  if (kind === "model") return "model-not-found";
  if (kind === "address") return "address-forbidden";
  if (stopsRun) return "endpoint-unusable";
  return "endpoint-down";
}

const sentences: Record<FailCode, string> = {
  "endpoint-down": "The endpoint cannot be reached or is overloaded. The board tries again by itself.",
  "key-lost":
    "The board can no longer open the stored API key. Retry with the key, or ask the operator to restore SECRETS_KEYS: then it goes on by itself.",
  "images-away":
    "The board's image store does not answer. Its operator has to look into that; the board tries again by itself.",
  "endpoint-refused": "The endpoint refuses the key or the account. Resume with a working key.",
  "model-not-found": "The endpoint does not know this model or path. Check the base URL and the model id.",
  "address-forbidden": "The board may not call this address. Ask its operator to allow the host.",
  "endpoint-unusable":
    "The endpoint cannot be called as it is. Mend it and retry, or submit its new address anew.",
  "bad-replies": "Every reply so far was unusable, so the run was stopped. Check the endpoint, then retry.",
  "endpoint-changed":
    "The endpoint is no longer what it was at the start. Bring its model and settings back, then resume: what was answered since the last good canary is asked again. Submit a new model as its own.",
  "judge-down":
    "The judge cannot be reached or is overloaded. Answers and ratings are kept; the board tries again by itself.",
  "judge-refused":
    "The judge refuses the board's key, model or address. Its operator has to change that; the board tries again by itself.",
  "judge-unusable":
    "The judge accepts no request of the board. Its operator has to look into that; the board tries again by itself.",
  "no-answers": "The endpoint answered none of the items. See the errors, then retry.",
  "no-rung": "The endpoint gives nothing that a quality score can be made of.",
  "not-settled": "The scores could not be computed. Retry, and tell the operator if it happens again.",
};

const judgeGone =
  "The judge gave no ratings for 24 hours. Answers and ratings are kept; retry when it is back.";

const expired: Partial<Record<FailCode, string>> = {
  "endpoint-down":
    "The endpoint stayed down for 24 hours. Everything answered is kept; retry when it is back.",
  "key-lost": "The board could not open the stored API key for 24 hours. Retry with the key.",
  "images-away":
    "The board's image store stayed away for 24 hours. Everything answered is kept; retry when it is back.",
  "judge-down": judgeGone,
  "judge-refused": judgeGone,
  "judge-unusable": judgeGone,
};

/** Returns what a person reads beside a paused or failed run. */
export function reasonSentence(code: string, status: string, detail: string | null): string {
  const known = code in sentences ? (code as FailCode) : null;
  const message =
    known && status === "failed" ? (expired[known] ?? sentences[known]) : known && sentences[known];
  return [message, detail].filter(Boolean).join(" ") || code;
}
