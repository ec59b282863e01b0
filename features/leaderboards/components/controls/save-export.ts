import type { ExportCaption } from "#/features/leaderboards/export/export-caption.ts";
import { exportFileName } from "#/features/leaderboards/export/export-caption.ts";
import { exportJson } from "#/features/leaderboards/export/export-json.ts";
import { exportLatex, exportMarkdown } from "#/features/leaderboards/export/export-text.ts";
import type { TableModel } from "#/features/leaderboards/table/table-model.ts";
import type { VisibleRows } from "#/features/leaderboards/table/visible-rows.ts";

const writers = {
  json: { write: exportJson, type: "application/json" },
  md: { write: exportMarkdown, type: "text/markdown" },
  tex: { write: exportLatex, type: "application/x-tex" },
} as const;

export type ExportFormat = keyof typeof writers;

/** Saves the rows and columns on the screen. CSV comes from the server, with scripts and without. */
export function saveExport(
  parts: { table: TableModel; seen: VisibleRows }[],
  columns: number[],
  about: ExportCaption,
  format: ExportFormat,
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
  link.download = `${exportFileName(about)}.${format}`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address));
}
