import type { PredictionRow } from "#/evaluation/predictions/prediction-row.ts";
import type { ReadLimits } from "#/evaluation/predictions/read-limits.ts";
import { firstSheetPath, sharedStrings, sheetRows } from "#/evaluation/predictions/sheet-xml.ts";
import { tableHeader, tableRecord } from "#/evaluation/predictions/table-header.ts";
import { unzipParts } from "#/evaluation/predictions/unzip-parts.ts";
import { AppError } from "#/lib/errors.ts";

const wantedPart =
  /^xl\/(workbook\.xml|_rels\/workbook\.xml\.rels|sharedStrings\.xml|worksheets\/[^/]+\.xml)$/;

/**
 * Rows of the first sheet of an XLSX workbook under its header row; formulas give their stored values.
 * AppError "too-large" at the cap of unzipped bytes, "bad-input" for a damaged file or one without a sheet.
 */
export async function* xlsxRows(
  chunks: AsyncIterable<Buffer>,
  name: string,
  limits: ReadLimits,
): AsyncGenerator<PredictionRow[]> {
  const parts = await unzipParts(chunks, (path) => wantedPart.test(path), limits.workbookBytes, name);
  const path = firstSheetPath(parts.get("xl/workbook.xml"), parts.get("xl/_rels/workbook.xml.rels"), name);
  const sheet = parts.get(path);
  if (sheet === undefined) {
    throw new AppError("bad-input", `${name} is a zip file without an Excel sheet. Send XLSX, CSV or JSON.`);
  }
  const texts = parts.get("xl/sharedStrings.xml");
  const strings = texts === undefined ? [] : sharedStrings(texts, name);
  let columns: string[] | null = null;
  for (const { line, cells } of sheetRows(sheet, strings, name)) {
    if (columns === null) columns = tableHeader(cells, name);
    else yield [{ line, object: null, record: tableRecord(columns, cells), textual: true }];
  }
}
