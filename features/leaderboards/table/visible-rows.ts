import type { TableColumn, TableModel, TableRow } from "#/features/leaderboards/table/table-model.ts";
import type { RowKind, TableState } from "#/features/leaderboards/table/table-state.ts";
import { compareText } from "#/lib/compare-text.ts";

/** `offered`: the models that are not pinned, whether a word was found in them or not. */
export type VisibleRows = Record<"pinned" | "models" | "references" | "offered", TableRow[]>;

/** Returns the rows of a table as its state shows them: pinned ones first, then models, then people and baselines. */
export function visibleRows(
  table: TableModel,
  state: Pick<TableState, "sort" | "q" | "kind" | "pin">,
): VisibleRows {
  const sorted = sortRows(table, state.sort);
  const pinned = sorted.filter((row) => state.pin.includes(row.key));
  const others = sorted.filter((row) => !state.pin.includes(row.key));
  const found = others.filter((row) => isOfKind(row, state.kind) && matches(row, table.columns, state.q));
  const isModel = (row: TableRow) => row.kind === "model";
  return {
    pinned,
    models: found.filter(isModel),
    references: found.filter((row) => !isModel(row)),
    offered: others.filter(isModel),
  };
}

/** Sorts by a column; missing figures come last in both directions, equal ones keep the order of the table. @internal */
export function sortRows(table: TableModel, sort: string | null): TableRow[] {
  if (!sort) return table.rows;
  const direction = sort.startsWith("-") ? -1 : 1;
  const column = sort.replace(/^-/, "");
  if (column === "name" || column === "source") {
    const text = (row: TableRow) =>
      (column === "name" ? (row.names?.[0] ?? row.name) : row.source).toLowerCase();
    return [...table.rows].sort((a, b) => direction * compareText(text(a), text(b)));
  }
  const index = table.columns.findIndex(({ key }) => key === column);
  if (index < 0 && column !== "rank") return table.rows;
  const figureOf = (row: TableRow) =>
    (column === "rank" ? row.rank.value : row.figures[index]?.value) ?? null;
  return table.rows
    .map((row) => ({ row, value: figureOf(row) }))
    .sort((a, b) => {
      if (a.value === null || b.value === null) return Number(a.value === null) - Number(b.value === null);
      return direction * (a.value - b.value);
    })
    .map(({ row }) => row);
}

function isOfKind(row: TableRow, kind: RowKind): boolean {
  if (kind === "all") return true;
  return kind === "baseline" ? row.kind === "baseline" || row.kind === "random" : row.kind === kind;
}

/**
 * Returns whether every word is in the name, organisation or source. `@kind:human` and `@source:measured` ask for exactly that,
 * `@org:` for a part of the organisation, `@dataset:` for a figure in a column of such a name.
 */
function matches(row: TableRow, columns: readonly TableColumn[], q: string): boolean {
  const text = `${row.names?.join(" ") ?? row.name} ${row.organization ?? ""} ${row.source}`.toLowerCase();
  return q
    .toLowerCase()
    .split(/\s+/)
    .filter(Boolean)
    .every((word) => {
      const [, field, asked = ""] = /^@(kind|source|org|dataset):(.*)$/.exec(word) ?? [];
      if (field === "kind") return row.kind.startsWith(asked);
      // The second is what uploaded answers were called in addresses shared before.
      if (field === "source")
        return row.source.startsWith(asked) || (row.source === "uploaded" && "predictions".startsWith(asked));
      if (field === "org") return (row.organization ?? "").toLowerCase().includes(asked);
      if (field === "dataset") {
        return columns.some(({ items, key }, index) => {
          const dataset = items?.split(/[/?]/)[2] ?? key;
          return row.figures[index] && dataset.toLowerCase().startsWith(asked);
        });
      }
      return text.includes(word);
    });
}
