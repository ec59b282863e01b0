import type { PredictionRow } from "#/evaluation/predictions/prediction-row.ts";
import type { ReadLimits } from "#/evaluation/predictions/read-limits.ts";
import type { StoredBytes } from "#/evaluation/predictions/stored-bytes.ts";
import { TableRows } from "#/evaluation/predictions/table-reader.ts";

import { SharedStrings } from "#/evaluation/predictions/xlsx/shared-strings.ts";
import { isSheetPart, sheetPaths } from "#/evaluation/predictions/xlsx/sheet-paths.ts";
import { type SheetCell, type SheetRow, sheetRows } from "#/evaluation/predictions/xlsx/sheet-rows.ts";
import { ZipParts } from "#/evaluation/predictions/xlsx/zip-parts.ts";
import { AppError } from "#/lib/errors.ts";

const batchBytes = 262_144;

/**
 * Yields rows of the first sheet of an XLSX workbook that has any under its header row; formulas give their stored values.
 * AppError "too-large" at the caps of unzipped bytes, columns, rows and texts, "bad-input" for a damaged file or one
 * without a sheet.
 */
export async function* xlsxRows(
  stored: StoredBytes,
  name: string,
  limits: ReadLimits,
): AsyncGenerator<PredictionRow[]> {
  const parts = new ZipParts(stored, isSheetPart, limits.workbookBytes, name);
  const paths = await sheetPaths(parts, name);
  if (paths.length === 0) {
    throw new AppError("bad-input", `${name} is a zip file without an Excel sheet. Send XLSX, CSV or JSON.`);
  }
  const strings = new SharedStrings();
  const textOf = (cell: SheetCell) => (typeof cell === "object" && cell ? strings.get(cell.shared) : cell);
  try {
    await strings.read(parts, name, limits);
    for (const path of paths) {
      const table = new TableRows(name, limits);
      let hasRows = false;
      for await (const rows of sheetRows(parts, path, strings, name, limits)) {
        for (const batch of batchesOf(rows)) {
          const records = batch.flatMap(({ line, cells }) => table.row(cells.map(textOf), line) ?? []);
          hasRows ||= records.length > 0;
          yield records;
        }
      }
      if (hasRows) return;
    }
  } finally {
    strings.close();
  }
}

/** Few rows where their texts are long, since a short piece of the sheet can name long texts again and again. */
function* batchesOf(rows: readonly SheetRow[]): Generator<SheetRow[]> {
  let batch: SheetRow[] = [];
  let bytes = 0;
  for (const row of rows) {
    batch.push(row);
    bytes += row.bytes;
    if (bytes < batchBytes) continue;
    yield batch;
    batch = [];
    bytes = 0;
  }
  if (batch.length > 0) yield batch;
}
