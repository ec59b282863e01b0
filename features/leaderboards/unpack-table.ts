import type { Figure, FigureRow, FigureTable } from "#/features/leaderboards/figure-table.ts";
import type { MeasuredAs } from "#/features/leaderboards/measured-as.ts";

/** Value, low, high; the place of how it came about, -1 for none; n where it is not the column's usual one. */
export type PackedFigure = [number, number | null, number | null, number?, (number | null)?];
type PackedRow = Omit<FigureRow, "figures"> & { figures: (PackedFigure | null)[] };

/** A table as it travels inside a page: figures as lists, and what many of them share only once. */
export type PackedTable = Omit<FigureTable, "rows"> & {
  counts: (number | null)[];
  measures: MeasuredAs[];
  rows: PackedRow[];
};

export function unpackTable({ counts, measures, rows, ...table }: PackedTable): FigureTable {
  const unpack = ([value, low, high, place = -1, n]: PackedFigure, index: number): Figure => {
    const measured = measures[place];
    return {
      value,
      low,
      high,
      n: n === undefined ? (counts[index] ?? null) : n,
      ...(measured && { measured }),
    };
  };
  const unpacked = rows.map((row) => ({
    ...row,
    figures: row.figures.map((figure, index) => figure && unpack(figure, index)),
  }));
  return { ...table, rows: unpacked };
}
