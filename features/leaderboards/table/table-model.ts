import type { Estimate } from "#/evaluation/statistics/estimate.ts";
import type { MeasuredAs } from "#/features/leaderboards/entries/measured-as.ts";
import type { Rank, RankTest, SmallestDifference } from "#/features/leaderboards/ranking/leaderboard-row.ts";
import type { EntrySource, ModelKind } from "#/prisma/generated/client.ts";

export type ScoreFormat = "percent" | "correlation" | "points" | "sum";

export type TableScore = Estimate & { value: number; measured?: MeasuredAs | undefined };

export type TableColumn = {
  key: string;
  label: string;
  /** The label where no group head stands above it. */
  name: string;
  group: string | null;
  format: ScoreFormat;
  /** What is measured: only columns of one measure have a mean. */
  measure: string;
  n: number | null;
  higherIsBetter: boolean;
  /** Address of the items it is about; where one model's answers are meant, `model=` is added. */
  items?: string | undefined;
  /** The database it is about, where each figure has its own way to its items. */
  database?: string | undefined;
};

export type TableRow = {
  key: string;
  slug: string;
  name: string;
  /** Of people and baselines, who are called otherwise in every language: the stored name, and that of each language. */
  names?: string[];
  organization: string | null;
  kind: ModelKind;
  source: EntrySource;
  /** Whether uploaded answers are known to be the model's; only where they are uploaded. */
  verified?: boolean;
  /** The display name of who submitted it. */
  submittedBy?: string;
  reportedBy: string | null;
  /** The version of the protocol, and all versions that a figure depends on. */
  protocol: string | null;
  versions: string | null;
  rung: string | null;
  coverage: number;
  /** Of a published row: what its own source contradicts. */
  inconsistency?: string;
  /** Share of the items asked with converted pictures; only where there are any. */
  converted?: number;
  /** Its answers were read by another parser version than today's. */
  olderParser?: true;
  /** Only where the model has several rows: which submission its items are of. */
  submission?: string | undefined;
  /** Taken back since the day the board is of. */
  withdrawn?: true;
  rank: Rank;
  rankTest: RankTest | null;
  /** What its figures have in common. */
  measured?: MeasuredAs | null;
  figures: (TableScore | null)[];
};

export type TableModel = {
  key: string;
  title: string | null;
  note: string | null;
  /** The column that ranks, and the smallest difference in it that would show. */
  rankedBy: string | null;
  smallest: SmallestDifference | null;
  columns: TableColumn[];
  rows: TableRow[];
};

export type TableView = {
  key: string;
  label: string;
  columns: number[];
  /** Only these tables; all where absent. */
  tables?: string[];
  /** Said above the table; rows without a figure in these columns are then left out, and that too is said. */
  note?: string;
};

export type Domain = readonly [low: number, high: number];

/** Returns the lowest and highest value of the columns of each format, so that one colour is one value all over a table. */
export function scoreDomains(table: TableModel): Partial<Record<ScoreFormat, Domain>> {
  const domains: Partial<Record<ScoreFormat, Domain>> = {};
  for (const row of table.rows) {
    table.columns.forEach(({ format }, index) => {
      const value = row.figures[index]?.value;
      if (value === undefined) return;
      const known = domains[format];
      domains[format] = known ? [Math.min(known[0], value), Math.max(known[1], value)] : [value, value];
    });
  }
  return domains;
}
