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
