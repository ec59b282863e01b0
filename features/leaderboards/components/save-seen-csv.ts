import type { FigureTable } from "#/features/leaderboards/figure-table.ts";
import { seenCsv } from "#/features/leaderboards/seen-csv.ts";
import type { SeenRows } from "#/features/leaderboards/seen-rows.ts";

export function saveSeenCsv(
  parts: { table: FigureTable; seen: SeenRows }[],
  columns: number[],
  fileName: string,
): void {
  const text = seenCsv(
    parts.map(({ table, seen }) => ({ table, rows: [...seen.pinned, ...seen.models, ...seen.references] })),
    columns,
  );
  const address = URL.createObjectURL(new Blob([text], { type: "text/csv;charset=utf-8" }));
  const link = document.createElement("a");
  link.href = address;
  link.download = fileName;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address));
}
