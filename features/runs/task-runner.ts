import type { RetryPolicy } from "#/evaluation/endpoints/decorators/retry.ts";
import type { RetryTally } from "#/evaluation/endpoints/decorators/retry-tally.ts";
import type { Endpoint, ImageInput } from "#/evaluation/endpoints/endpoint.ts";
import type { SentPicture } from "#/evaluation/endpoints/pictures/sent-picture.ts";
import type { ScoreRow } from "#/evaluation/statistics/estimate.ts";
import type { ItemOutcome } from "#/prisma/generated/client.ts";

export type AskableItem = {
  number: number;
  question: string | null;
  options: string[];
  correctOption: number | null;
  reference: string | null;
  /** One picture, or two of a pair; empty where a picture is not there. `bytes` is the size before reading. */
  pictures: { hash: string; mime: string; bytes: number }[];
};

export type ItemAnswer = {
  outcome: ItemOutcome;
  attempts: number;
  parsed: number | null;
  parsedBy: string | null;
  score: number | null;
  logprobDifference: number | null;
  censored: boolean | null;
  latencyMs: number | null;
  promptTokens: number | null;
  completionTokens: number | null;
  error: string | null;
  response: string | null;
  /** What was sent where an original was refused, a place for each picture; null where all went as they are. */
  sent: readonly (SentPicture | null)[] | null;
};

/** Scores that stand in one table: where a run's scores stand in several, that of a judge, by its id and its label. */
export type ScoreSheet = { judge?: { id: number; label: string }; scores: ScoreRow[] };

/** How a run asks: fixed before its first item and the same for all. */
export type RunPlan = { rung: string | null; settings: unknown };

export type CallOptions = {
  endpoint: Endpoint;
  retry: RetryPolicy;
  signal: AbortSignal;
  plan: RunPlan;
  /** Counts repeated requests, also of items that come to no answer. */
  tally?: RetryTally;
  /** Told the processor time that reading the answers takes, in milliseconds. */
  spent?: (cpuMs: number) => void;
};

/** What was found out before a run: its scoring mode and settings to keep, or why it cannot be made at all. */
export type Preparation = { rung: string; settings: Record<string, unknown> } | { refusal: string };

/** What is special about one task. Adding a task is writing one of these and naming it in `runner-by-task.ts`. */
export type TaskRunner = {
  protocolVersion: string;
  promptVersion: string;
  parserVersion: string;
  /** One item, retries included. Rejects with EndpointError when no reply came, or with the signal's reason. */
  ask(item: AskableItem, images: readonly ImageInput[], call: CallOptions): Promise<ItemAnswer>;
  /** Before the first item, once a run, where the endpoint decides how it can be asked. Rejects as `ask` does. */
  prepare?(call: CallOptions): Promise<Preparation>;
  /** Scores of a complete run, from its item results and ratings. */
  score(run: { id: number; datasetId: number }): Promise<ScoreSheet[]>;
  /** How many items these scores rest on, where an answer alone is not enough to cover an item. */
  covered?(scores: readonly ScoreRow[]): number;
};

export const noAnswer: ItemAnswer = {
  outcome: "absent",
  attempts: 0,
  parsed: null,
  parsedBy: null,
  score: null,
  logprobDifference: null,
  censored: null,
  latencyMs: null,
  promptTokens: null,
  completionTokens: null,
  error: null,
  response: null,
  sent: null,
};
