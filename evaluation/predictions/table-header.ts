import { excerpt } from "#/evaluation/predictions/excerpt.ts";
import type { ReadLimits } from "#/evaluation/predictions/read-limits.ts";
import { AppError } from "#/lib/errors.ts";

/**
 * Column names of a table's header; an empty name means a column that is not read. AppError "bad-input" where a name is
 * there twice, "too-large" for more columns than a table may have.
 */
export function tableHeader(cells: readonly unknown[], name: string, limits: ReadLimits): string[] {
  if (cells.length > limits.columns) {
    const message = `${name} has a header of more than ${limits.columns} columns. Leave out what is not needed.`;
    throw new AppError("too-large", message);
  }
  const columns = cells.map((cell) => String(cell ?? "").trim());
  const seen = new Set<string>();
  for (const column of columns) {
    if (column !== "" && seen.has(column)) {
      const message = `${name} has two columns named "${excerpt(column)}". Rename or remove one.`;
      throw new AppError("bad-input", message);
    }
    seen.add(column);
  }
  return columns;
}

/** Returns one row as a record by column name. */
export function tableRecord(columns: readonly string[], cells: readonly unknown[]): Record<string, unknown> {
  const entries = columns.flatMap((column, index) => (column === "" ? [] : [[column, cells[index] ?? null]]));
  return Object.fromEntries(entries);
}
