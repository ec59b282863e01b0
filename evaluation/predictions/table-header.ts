import { AppError } from "#/lib/errors.ts";

/** Column names of a table's header; an empty name means a column that is not read. */
export function tableHeader(cells: readonly unknown[], name: string): string[] {
  const columns = cells.map((cell) => String(cell ?? "").trim());
  const seen = new Set<string>();
  for (const column of columns) {
    if (column !== "" && seen.has(column)) {
      throw new AppError("bad-input", `${name} has two columns named "${column}". Rename or remove one.`);
    }
    seen.add(column);
  }
  return columns;
}

/** One row as a record by column name. */
export function tableRecord(columns: readonly string[], cells: readonly unknown[]): Record<string, unknown> {
  const entries = columns.flatMap((column, index) => (column === "" ? [] : [[column, cells[index] ?? null]]));
  return Object.fromEntries(entries);
}
