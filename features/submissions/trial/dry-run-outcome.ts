import type { SentPicture } from "#/evaluation/endpoints/pictures/sent-picture.ts";
import type { Task } from "#/evaluation/tasks/task.ts";
import type { UnreadAnswers } from "#/features/results/unread-answers.ts";

/** One item of a dry run: what was sent and what came back. `status` tells no verdict where answers are hidden. */
export type DryRunItem = {
  item: number;
  key: string;
  images: string[];
  question: string | null;
  options: string[];
  /** Of the last call that was answered; null where none was. */
  prompt: string | null;
  assistantPrefix: string | null;
  raw: string | null;
  thinking: string | null;
  /** Calls that were answered. */
  calls: number;
  status: string;
  parsed: string | null;
  parsedBy: string | null;
  score: number | null;
  logprobDifference: number | null;
  /** As `reference`, absent where the answers are hidden from the reader. */
  correctAnswer?: string | null;
  reference?: string | null;
  sent: readonly (SentPicture | null)[] | null;
  attempts: number;
  latencyMs: number | null;
  error: string | null;
};

export type DryRun = {
  dataset: string;
  task: Task;
  answers: "public" | "hidden";
  promptVersion: string;
  parserVersion: string;
  /** Assessment: the scoring mode found, and why this one. */
  rung: string | null;
  rungReason: string | null;
  words: readonly [string, string] | null;
  /** Why nothing, or not all, could be asked; null where all was. */
  problem: string | null;
  items: DryRunItem[];
  /** Answers of them that nothing was read from. */
  unread: UnreadAnswers[];
  seconds: number;
};

/** What a form shows; `refusal` holds sentences in the reader's language. */
export type DryRunOutcome = { dryRun: DryRun } | { refusal: string[] };
