import { AppError } from "#/lib/errors.ts";

export type Split<Row> = { rows: Row[]; notes: string[] };

/** Returns the rows of the split that is asked for, or all; AppError "bad-input" with the splits that there are otherwise. */
export function chooseSplit<Row>(
  rows: readonly Row[],
  splitOf: (row: Row) => string | null,
  asked: string | undefined,
): Split<Row> {
  const counts = new Map<string, number>();
  for (const row of rows) {
    const split = splitOf(row);
    if (split !== null) counts.set(split, (counts.get(split) ?? 0) + 1);
  }
  const splits = [...counts].map(([name, count]) => `${name} ${count}`).join(", ");
  if (asked === undefined) {
    const more = counts.size > 1 ? [`All splits were imported (${splits}). Choose one with --split.`] : [];
    return { rows: [...rows], notes: more };
  }
  if (counts.has(asked)) {
    const notes = [`Only the split ${asked} was imported. The file has ${splits}.`];
    return { rows: rows.filter((row) => splitOf(row) === asked), notes };
  }
  const params = { split: asked, splits };
  throw new AppError("bad-input", {
    key: counts.size > 0 ? "datasetImport.otherSplits" : "datasetImport.noSplits",
    params,
  });
}
