import type { TableModel, TableView } from "#/features/leaderboards/table/table-model.ts";

export type TablesOfView = { tables: TableModel[]; leftOut: number };

/** Returns the tables of a view; where it is about figures that not every row has, without the rows that have none. */
export function tablesOfView(tables: readonly TableModel[], view: TableView): TablesOfView {
  const chosen = tables.filter(({ key }) => view.tables?.includes(key) ?? true);
  if (view.note === undefined) return { tables: chosen, leftOut: 0 };
  let leftOut = 0;
  const filled = chosen.map((table) => {
    const rows = table.rows.filter(({ figures }) => view.columns.some((index) => figures[index]));
    leftOut += table.rows.length - rows.length;
    return { ...table, rows };
  });
  return { tables: filled.filter(({ rows }) => rows.length > 0), leftOut };
}
