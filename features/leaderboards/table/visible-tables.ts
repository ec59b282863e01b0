import { haveMean, withMean } from "#/features/leaderboards/table/mean-column.ts";
import type { TableModel, TableView } from "#/features/leaderboards/table/table-model.ts";
import type { TableState } from "#/features/leaderboards/table/table-state.ts";
import { type TablesOfView, tablesOfView } from "#/features/leaderboards/table/tables-of-view.ts";
import { visibleView } from "#/features/leaderboards/table/visible-columns.ts";
import { fill } from "#/lib/i18n/fill.ts";

type Asked = {
  tables: TableModel[];
  views: TableView[];
  state: Pick<TableState, "view" | "cols" | "mean">;
  texts: { mean: string; meanName: string };
};
/** `hasMean`: whether the columns could have one, asked for or not. */
export type VisibleTables = TablesOfView & { view: TableView | undefined; hasMean: boolean };

/** Returns the tables and columns that a state shows, the mean of the columns before them where it is asked for. */
export function visibleTables({ tables, views, state, texts }: Asked): VisibleTables {
  const columns = tables[0]?.columns ?? [];
  const view = visibleView(views, columns, state);
  if (!view) return { tables, leftOut: 0, view, hasMean: false };
  const shown = tablesOfView(tables, view);
  const hasMean = haveMean(view.columns.flatMap((index) => columns[index] ?? []));
  if (!state.mean || !hasMean) return { ...shown, view, hasMean };
  const name = fill(texts.meanName, { count: view.columns.length });
  return { ...shown, ...withMean({ tables: shown.tables, view }, texts.mean, name), hasMean };
}

/** Returns the columns in which any row has a figure. */
export function filledColumns(tables: readonly TableModel[]): number[] {
  const columns = tables[0]?.columns ?? [];
  return columns.flatMap((_, index) =>
    tables.some(({ rows }) => rows.some(({ figures }) => figures[index])) ? [index] : [],
  );
}
