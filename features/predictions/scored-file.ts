import type { ItemResultInput } from "#/features/runs/result-arrays.ts";
import type { ScoreRow } from "#/features/runs/tasks/task-runner.ts";

/** What a predictions file comes to on a dataset, before anything is stored. */
export type ScoredFile = {
  /** Items with a prediction. */
  n: number;
  /** n over all items of the dataset. */
  coverage: number;
  /** Rows that repeated another and were folded. */
  repeated: number;
  /** Every score, ablations included; empty where the dataset has no answers. */
  scores: ScoreRow[];
  /** One for each item, `absent` where the file has none. */
  results: () => ItemResultInput[];
  /** What the file held: replies, differences of two words, or plain scores, which answer another question. */
  values: "responses" | "differences" | "scores";
  rung: "E" | "T" | null;
};
