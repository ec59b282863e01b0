import type { FigureTable } from "#/features/leaderboards/table/table-model.ts";
import type { SeenAbout } from "#/features/leaderboards/export/export-caption.ts";
import { seenFileName } from "#/features/leaderboards/export/export-caption.ts";
import { seenCsv } from "#/features/leaderboards/export/export-csv.ts";
import { seenJson } from "#/features/leaderboards/export/export-json.ts";
import type { SeenRows } from "#/features/leaderboards/table/visible-rows.ts";
import { seenLatex, seenMarkdown } from "#/features/leaderboards/export/export-text.ts";

const writers = {
  csv: { write: seenCsv, type: "text/csv" },
  json: { write: seenJson, type: "application/json" },
  md: { write: seenMarkdown, type: "text/markdown" },
  tex: { write: seenLatex, type: "application/x-tex" },
} as const;

export type SeenFormat = keyof typeof writers;

/** Saves the rows and columns on the screen. */
export function saveSeen(
  parts: { table: FigureTable; seen: SeenRows }[],
  columns: number[],
  about: SeenAbout,
  format: SeenFormat,
): void {
  const { write, type } = writers[format];
  const text = write(
    parts.map(({ table, seen }) => ({ table, rows: [...seen.pinned, ...seen.models, ...seen.references] })),
    columns,
    about,
  );
  const address = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  const link = document.createElement("a");
  link.href = address;
  link.download = `${seenFileName(about)}.${format}`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address));
}
