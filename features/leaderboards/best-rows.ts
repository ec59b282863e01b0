import type { FigureTable } from "#/features/leaderboards/figure-table.ts";

/** For each column the key of its best model, if its interval lies clear of the next model's; else null. */
export function separableBest(table: FigureTable): (string | null)[] {
  const models = table.rows.filter((row) => row.kind === "model");
  return table.columns.map((column, index) => {
    const sign = column.higherIsBetter ? 1 : -1;
    const [best, next] = models
      .flatMap((row) => {
        const figure = row.figures[index];
        return figure ? [{ key: row.key, figure }] : [];
      })
      .sort((a, b) => sign * (b.figure.value - a.figure.value));
    if (!best || !next) return null;
    const inner = column.higherIsBetter ? best.figure.low : best.figure.high;
    const outer = column.higherIsBetter ? next.figure.high : next.figure.low;
    return inner !== null && outer !== null && sign * (inner - outer) > 0 ? best.key : null;
  });
}
