import type { TableModel } from "#/features/leaderboards/table/table-model.ts";

/**
 * For each column the key of its best model, if it can be told from the next; else null. The column that ranks has
 * tests of every pair; in the others the interval has to lie clear of the next model's.
 */
export function separableBest(table: TableModel): (string | null)[] {
  const models = table.rows.filter((row) => row.kind === "model");
  return table.columns.map((column, index) => {
    if (column.key === table.rankedBy) {
      return models.find(({ rank }) => rank.best === 1 && rank.worst === 1 && models.length > 1)?.key ?? null;
    }
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
