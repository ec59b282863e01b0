import type { KeyField } from "#/evaluation/predictions/item-finder.ts";
import type { ScoreRow } from "#/evaluation/statistics/estimate.ts";
import type { WordPair } from "#/evaluation/tasks/assessment/assessment-protocol.ts";
import type { FileTask } from "#/evaluation/tasks/task.ts";
import type { FileFacts } from "#/features/predictions/scored-file.ts";

/** What to read, and how. `descriptor` is an open file of the process that the thread belongs to. */
export type FileToRead = {
  descriptor: number;
  bytes: number;
  name: string;
  task: FileTask;
  /** Which field the keys of the dataset's items are from. */
  keyField: KeyField;
  /** Which of lmms-eval's filters to read. */
  filter: string | null;
  words: WordPair;
  comparesMos: boolean;
};

/** What the thread that reads a file is asked, in this order: all items, the file, its scores, its results in parts. */
export type ScoringJob =
  | { begin: true }
  | { items: string }
  | { read: FileToRead }
  | { score: true }
  | { results: { from: number } };

export type ScoringAnswers = {
  begin: null;
  items: null;
  read: FileFacts;
  score: ScoreRow[];
  /** A JSON list of FileResult, and where the next part begins. */
  results: { text: string; next: number | null };
};
