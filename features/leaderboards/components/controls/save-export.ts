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

type Part = { table: TableModel; seen: VisibleRows };

/** Saves the rows and columns on the screen; as LaTeX the pinned rows alone, where some are. CSV comes from the server. */
export function saveExport(
  parts: readonly Part[],
  columns: number[],
  about: ExportCaption,
  format: ExportFormat,
): void {
  const { write, type } = writers[format];
  const text = write(format === "tex" ? pinnedOrAll(parts) : parts.map(allOf), columns, about);
  const address = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  const link = document.createElement("a");
  link.href = address;
  link.download = `${exportFileName(about)}.${format}`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address));
}

function allOf({ table, seen }: Part) {
  return { table, rows: [...seen.pinned, ...seen.models, ...seen.references] };
}

/** Returns the pinned rows, or all where none is; a paper compares a few models. @internal */
export function pinnedOrAll(parts: readonly Part[]) {
  const pinned = parts.filter(({ seen }) => seen.pinned.length > 0);
  if (pinned.length === 0) return parts.map(allOf);
  return pinned.map(({ table, seen }) => ({ table, rows: seen.pinned }));
}
