import { wilsonInterval } from "#/evaluation/statistics/wilson-interval.ts";
import type { MeasuredAs } from "#/features/leaderboards/entries/measured-as.ts";
import type { TableModel, TableRow, TableScore } from "#/features/leaderboards/table/table-model.ts";

/**
 * How many of the column's usual n were right, where value and interval follow from that. Else value, low, high; the
 * place of how it came about, -1 for none; n, where it is not the column's usual one or there are groups, and these.
 */
export type PackedScore = number | [number, number | null, number | null, number?, (number | null)?, number?];

/** What most rows of a table have in common. */
export const oftenShared = [
  "organization",
  "kind",
  "source",
  "reportedBy",
  "protocol",
  "versions",
  "rung",
  "coverage",
  "rankTest",
] as const satisfies (keyof TableRow)[];
export type Shared = Pick<TableRow, (typeof oftenShared)[number]>;
type PackedRow = Omit<TableRow, "figures" | keyof Shared> &
  Partial<Shared> & { figures: (PackedScore | null)[] };

/** A table as it travels inside a page: figures as lists, and what many rows or figures share only once. */
export type PackedTable = Omit<TableModel, "rows"> & {
  usual: Shared;
  counts: (number | null)[];
  measures: MeasuredAs[];
  rows: PackedRow[];
};

export function unpackTable({ usual, counts, measures, rows, ...table }: PackedTable): TableModel {
  const unpack = (packed: PackedScore, index: number): TableScore => {
    if (typeof packed === "number") return shareOf(packed, counts[index] ?? 0);
    const [value, low, high, place = -1, n, groups] = packed;
    const measured = measures[place];
    return {
      value,
      low,
      high,
      n: n === undefined ? (counts[index] ?? null) : n,
      ...(groups !== undefined && { groups }),
      ...(measured && { measured }),
    };
  };
  const unpacked = rows.map((row) => ({
    ...usual,
    ...row,
    figures: row.figures.map((figure, index) => (figure === null ? null : unpack(figure, index))),
  }));
  return { ...table, rows: unpacked };
}

/** Returns the figure of an accuracy: `successes` of `n`, as many as 1 at least, with the Wilson interval. */
export function shareOf(successes: number, n: number): TableScore {
  const { low, high } = wilsonInterval(successes, n) ?? { low: null, high: null };
  return { value: successes / n, low, high, n };
}
