import type { FigureTable, FigureView } from "#/features/leaderboards/table/table-model.ts";
import { haveMean, withMean } from "#/features/leaderboards/table/mean-column.ts";
import { seenView } from "#/features/leaderboards/table/visible-columns.ts";
import { type ShownTables, shownTables } from "#/features/leaderboards/table/tables-of-view.ts";
import type { TableState } from "#/features/leaderboards/table/table-state.ts";
import { fill } from "#/lib/i18n/fill.ts";

type Asked = {
  tables: FigureTable[];
  views: FigureView[];
  state: Pick<TableState, "view" | "cols" | "mean">;
  texts: { mean: string; meanName: string };
};
/** `hasMean`: whether the columns could have one, asked for or not. */
export type ShownBoard = ShownTables & { view: FigureView | undefined; hasMean: boolean };

/** The tables and columns that a state shows, the mean of the columns before them where it is asked for. */
export function shownBoard({ tables, views, state, texts }: Asked): ShownBoard {
  const columns = tables[0]?.columns ?? [];
  const view = seenView(views, columns, state);
  if (!view) return { tables, leftOut: 0, view, hasMean: false };
  const shown = shownTables(tables, view);
  const hasMean = haveMean(view.columns.flatMap((index) => columns[index] ?? []));
  if (!state.mean || !hasMean) return { ...shown, view, hasMean };
  const name = fill(texts.meanName, { count: view.columns.length });
  return { ...shown, ...withMean({ tables: shown.tables, view }, texts.mean, name), hasMean };
}

/** The columns in which any row has a figure. */
export function filledColumns(tables: readonly FigureTable[]): number[] {
  const columns = tables[0]?.columns ?? [];
  return columns.flatMap((_, index) =>
    tables.some(({ rows }) => rows.some(({ figures }) => figures[index])) ? [index] : [],
  );
}
