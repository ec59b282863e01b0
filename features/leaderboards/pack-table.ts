import { commonCount } from "#/features/leaderboards/figure-rows.ts";
import type { Figure, FigureTable } from "#/features/leaderboards/figure-table.ts";
import type { MeasuredAs } from "#/features/leaderboards/measured-as.ts";
import type { PackedFigure, PackedTable } from "#/features/leaderboards/unpack-table.ts";

/** Bounds of intervals are cut to six decimals, values are kept as they are. */
export function packTable({ rows, ...table }: FigureTable): PackedTable {
  const counts = table.columns.map((_, index) => commonCount(rows, index));
  const measures = new Map<string, { place: number; measured: MeasuredAs }>();
  const placeOf = (measured: MeasuredAs | undefined): number => {
    if (!measured) return -1;
    const key = JSON.stringify(measured);
    const known = measures.get(key) ?? { place: measures.size, measured };
    measures.set(key, known);
    return known.place;
  };
  const pack = (figure: Figure, index: number): PackedFigure => {
    const [value, low, high] = [figure.value, sixDecimals(figure.low), sixDecimals(figure.high)];
    const place = placeOf(figure.measured);
    if (figure.n !== (counts[index] ?? null)) return [value, low, high, place, figure.n];
    return place < 0 ? [value, low, high] : [value, low, high, place];
  };
  const packed = rows.map((row) => ({
    ...row,
    figures: row.figures.map((figure, index) => figure && pack(figure, index)),
  }));
  return { ...table, counts, measures: [...measures.values()].map(({ measured }) => measured), rows: packed };
}

function sixDecimals(bound: number | null): number | null {
  return bound === null ? null : Math.round(bound * 1e6) / 1e6;
}
