import type { RowMatches } from "#/evaluation/predictions/row-matches.ts";
import type { ScoreRow } from "#/evaluation/statistics/estimate.ts";
import type { UnreadAnswers } from "#/features/results/unread-answers.ts";
import type { ItemOutcome } from "#/prisma/generated/client.ts";

/** What a predictions file says of a dataset, before it is scored. */
export type FileFacts = {
  /** Items with a prediction. */
  n: number;
  /** n over all items of the dataset. */
  coverage: number;
  /** Rows that repeated another and were folded. */
  repeated: number;
  matches: RowMatches;
  /** What the file held: replies, differences of two words, or plain scores, which answer another question. */
  values: "responses" | "differences" | "scores";
  rung: "E" | "T" | null;
  /** Replies that no option was read from. */
  unread: UnreadAnswers[];
};

/** The columns of one item's result that a file can fill; those that are absent are null. */
export type FileResult = {
  item: number;
  outcome: ItemOutcome;
  parsed?: number;
  parsed_by?: string;
  score?: number;
  logprob_difference?: number;
  censored?: boolean;
  error?: string;
  response?: string;
};

/** A file that has been read; results are made when they are asked for, since their texts may be many. */
export type ReadFile = FileFacts & {
  score: () => ScoreRow[];
  resultOf: (position: number) => FileResult;
  close: () => void;
};

/** What a predictions file comes to on a dataset, before anything is stored. */
export type ScoredFile = FileFacts & {
  /** Every score, ablations included; empty where the dataset has no answers. */
  scores: ScoreRow[];
  /** A result for each item, `absent` where the file has none, in JSON lists of some thousands. Can be read once. */
  resultTexts: () => AsyncIterable<string>;
};

/** Returns an item that the file says nothing usable about. */
export function absentResult(item: number): FileResult {
  return { item, outcome: "absent", error: "The file has no prediction for this item." };
}
