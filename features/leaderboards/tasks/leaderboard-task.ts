import type { Estimate } from "#/evaluation/statistics/estimate.ts";
import type { PublishedEntry } from "#/features/leaderboards/entries/published-entry.ts";
import type { AnyLeaderboard } from "#/features/leaderboards/ranking/leaderboard-row.ts";
import type { OrderedRows } from "#/features/leaderboards/ranking/order-rows.ts";
import type { ComparedEntry, FoundComparisons } from "#/features/leaderboards/significance/compared-entry.ts";
import type { PairedComparisons } from "#/features/leaderboards/significance/paired-comparisons.ts";
import type { Label, LeaderboardModel } from "#/features/leaderboards/table/leaderboard-model.ts";

type RowOf<Board extends AnyLeaderboard> = Board["rows"][number];

/** `detail` columns (cells, shares) are left out where width counts. */
export type FlatColumn = { key: string; unit: "share" | "correlation" | "points"; detail: boolean };

/** The score that ranks, as it is told where there is no table around it. */
type RankedScore = {
  /** The key of its column on one dataset, or on `average`. */
  column(dataset: string): string;
  text(value: number): string;
  /** What it is called on a card, and the most it can be. */
  name: string;
  most: number;
};

/**
 * What is special about the leaderboard of one task. Adding one is writing one of these and naming it in
 * `leaderboard-by-task.ts`.
 */
export type LeaderboardTask<Board extends AnyLeaderboard = AnyLeaderboard> = {
  /** Whether rows join all datasets where none is asked for; else the first dataset is shown. */
  joinsDatasets: boolean;
  ranked: RankedScore;
  /** Keys of the columns on the first page, that which ranks first. */
  headline: readonly string[];

  /** The metric that pairs are tested in, and the tests of an entry against the others of its table. */
  comparedMetric: "accuracy" | "srcc" | "sum";
  compare(entry: ComparedEntry): AsyncGenerator<FoundComparisons>;
  /** Whether a test takes so little that whoever publishes waits for it; a bootstrap for each pair does not. */
  comparesAtOnce: boolean;

  /** Ranks and orders entries; `slug` is the dataset asked for. */
  rows(
    entries: readonly PublishedEntry[],
    pairs: PairedComparisons,
    slug: string | undefined,
  ): OrderedRows<RowOf<Board>> | Promise<OrderedRows<RowOf<Board>>>;
  /** Keys of `scores` that any row has, in reading order. */
  columns(rows: readonly RowOf<Board>[]): string[];
  /** What the board holds beside what all have. */
  more?(entries: readonly PublishedEntry[]): Partial<Board>;

  /** Tables, views and charts of the page. */
  toModel(board: Board, label: Label): LeaderboardModel;

  /** Columns of an exported table, and the score of each. */
  flatColumns(board: Board): FlatColumn[];
  flatScore(scores: RowOf<Board>["scores"], key: string): Estimate | undefined;
};
