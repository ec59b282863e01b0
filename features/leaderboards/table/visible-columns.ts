import type { TableColumn, TableView } from "#/features/leaderboards/table/table-model.ts";
import type { TableState } from "#/features/leaderboards/table/table-state.ts";

/** Returns the columns that are seen: those chosen by hand in the order of the table, else those of the view. */
export function visibleView(
  views: readonly TableView[],
  columns: readonly TableColumn[],
  { view, cols }: Pick<TableState, "view" | "cols">,
): TableView | undefined {
  const base = views.find(({ key }) => key === view) ?? views[0];
  const chosen = columns.flatMap(({ key }, index) => (cols.includes(key) ? [index] : []));
  return base && chosen.length > 0 ? { ...base, columns: chosen } : base;
}

/** Returns what `cols` becomes when a column is ticked or unticked; one always stays, and a view's own columns need no list. */
export function toggleColumn(
  base: TableView,
  seen: TableView,
  columns: readonly TableColumn[],
  toggled: string,
): string[] {
  const keysOf = (view: TableView) => new Set(view.columns.flatMap((index) => columns[index]?.key ?? []));
  const next = keysOf(seen);
  if (!next.delete(toggled)) next.add(toggled);
  if (next.size === 0) return [toggled];
  const own = keysOf(base);
  const isOwn = next.size === own.size && [...next].every((key) => own.has(key));
  return isOwn ? [] : columns.flatMap(({ key }) => (next.has(key) ? [key] : []));
}
