import type { MeasuredAs } from "#/features/leaderboards/entries/measured-as.ts";
import { mostCommon } from "#/features/leaderboards/table/most-common.ts";
import type { TableModel, TableScore } from "#/features/leaderboards/table/table-model.ts";
import { commonCount } from "#/features/leaderboards/table/table-rows.ts";
import {
  oftenShared,
  type PackedScore,
  type PackedTable,
  type Shared,
  shareOf,
} from "#/features/leaderboards/table/unpack-table.ts";

/** Bounds of intervals are kept to six decimals, values as they are. */
export function packTable({ rows, ...table }: TableModel): PackedTable {
  const counts = table.columns.map((_, index) => commonCount(rows, index));
  const measures = new Map<string, { place: number; measured: MeasuredAs }>();
  const placeOf = (measured: MeasuredAs | undefined): number => {
    if (!measured) return -1;
    const key = JSON.stringify(measured);
    const known = measures.get(key) ?? { place: measures.size, measured };
    measures.set(key, known);
    return known.place;
  };
  const pack = (figure: TableScore, index: number): PackedScore => {
    const [value, low, high] = [figure.value, sixDecimals(figure.low), sixDecimals(figure.high)];
    const place = placeOf(figure.measured);
    if (figure.groups != null) return [value, low, high, place, figure.n, figure.groups];
    const successes = successesOf(figure, counts[index] ?? null);
    if (successes !== null) return successes;
    if (figure.n !== (counts[index] ?? null)) return [value, low, high, place, figure.n];
    return place < 0 ? [value, low, high] : [value, low, high, place];
  };
  const usual = Object.fromEntries(
    oftenShared.map((field) => [field, mostCommon(rows.map((row) => row[field]))]),
  ) as Shared;
  const packed = rows.map(({ figures, ...row }) => ({
    ...unlike(row, usual),
    figures: figures.map((figure, index) => figure && pack(figure, index)),
  }));
  return {
    ...table,
    usual,
    counts,
    measures: [...measures.values()].map(({ measured }) => measured),
    rows: packed,
  };
}

/** Returns the row without what is as usual. */
function unlike<Row extends Shared>(row: Row, usual: Shared): Omit<Row, keyof Shared> & Partial<Shared> {
  const kept: Omit<Row, keyof Shared> & Partial<Shared> = { ...row };
  for (const field of oftenShared) if (row[field] === usual[field]) delete kept[field];
  return kept;
}

function sixDecimals(bound: number | null): number | null {
  return bound === null ? null : Math.round(bound * 1e6) / 1e6;
}

/** Null where the figure would not come back from it as it is. */
function successesOf({ value, low, high, n, measured }: TableScore, count: number | null): number | null {
  if (measured || !n || n !== count || !(value >= 0 && value <= 1)) return null;
  const successes = Math.round(value * n);
  const share = shareOf(successes, n);
  const isSame =
    share.value === value &&
    sixDecimals(share.low) === sixDecimals(low) &&
    sixDecimals(share.high) === sixDecimals(high);
  return isSame ? successes : null;
}
