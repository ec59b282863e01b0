import type { ScoringModeId } from "#/evaluation/tasks/assessment/scoring-mode.ts";

export const checkIds = [
  "reachable",
  "key",
  "model",
  "parameters",
  "sight",
  "two-pictures",
  "large-picture",
  "thinking",
  "prefill",
  "logprobs",
  "rung",
  "repeatability",
  "latency",
  "rate-limits",
] as const;
export type CheckId = (typeof checkIds)[number];

export const checkStatuses = ["ok", "warn", "fail", "untried"] as const;

/** `words`: what was seen, and what to do where that is not well; never the key. */
export type ProbeCheck = { id: CheckId; status: (typeof checkStatuses)[number]; words: string };

export type ProbeReport = {
  /** No check failed and the pictures are seen, so a run can be expected to measure something. */
  usable: boolean;
  checks: ProbeCheck[];
  /** How much of assessment the endpoint gives; null where none of it, or where it was not found out. */
  rung: ScoringModeId | null;
  /** Calls that one item of assessment takes in that scoring mode. */
  callsPerRating: number;
  /** Median milliseconds of a call, alone and with eight in flight; null where not measured. */
  latencyMs: { alone: number | null; eightInFlight: number | null };
  /** Mean tokens of a call as the server counts them; null where it does not. */
  tokensPerCall: { prompt: number | null; completion: number | null };
  /** The model's name in the server's own words. */
  answeredBy: string | null;
  /** Requests made, the list of models and repetitions included. */
  calls: number;
  seconds: number;
};
