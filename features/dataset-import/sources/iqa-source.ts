import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { gunzipSync } from "node:zlib";
import { detectFormat } from "#/evaluation/predictions/detect-format.ts";
import { readPredictionRows } from "#/evaluation/predictions/read-prediction-rows.ts";
import { type IqaOptions, type IqaRow, parseIqaRows } from "#/features/dataset-import/formats/iqa.ts";
import { iqaColumns } from "#/features/dataset-import/formats/iqa-columns.ts";
import { arrayPlace, parseJsonArray } from "#/features/dataset-import/formats/json-array.ts";
import { parseJsonLines } from "#/features/dataset-import/formats/json-lines.ts";
import { checkFile, maxTextBytes } from "#/features/dataset-import/sources/check-file.ts";
import type { Source } from "#/features/dataset-import/sources/source.ts";
import { decodeText } from "#/features/dataset-import/sources/text-source.ts";
import { AppError } from "#/lib/errors.ts";

const headBytes = 4096;

/** Reads scores of pictures as JSON (a list, also inside an object, or an object a line), CSV, TSV or XLSX, also in gzip. */
export async function openIqaSource(path: string, options: IqaOptions): Promise<Source> {
  await checkFile(path, maxTextBytes);
  const name = basename(path);
  const bytes = unpacked(await readFile(path), name);
  const format = detectFormat(bytes.subarray(0, headBytes), name);
  if (format.kind !== "json") return parseIqaRows(await tableRows(bytes, name), options);
  const text = decodeText(bytes, name);
  if (!isLines(text)) {
    const values = parseJsonArray(text);
    return parseIqaRows(
      values.map((value, index) => ({ at: arrayPlace(index), value })),
      options,
    );
  }
  const lines = parseJsonLines(text);
  const parsed = parseIqaRows(
    lines.values.map((value, index) => ({ at: lines.place(index), value })),
    options,
  );
  return { ...parsed, problems: [...lines.problems, ...parsed.problems] };
}

function unpacked(bytes: Buffer, name: string): Buffer {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  try {
    return gunzipSync(bytes, { maxOutputLength: maxTextBytes });
  } catch (error) {
    throw new AppError(
      "bad-input",
      { key: "datasetImport.badGzip", params: { file: name } },
      { cause: error },
    );
  }
}

function isLines(text: string): boolean {
  if (
    !text
      .replace(/^\ufeff/, "")
      .trimStart()
      .startsWith("{")
  )
    return false;
  try {
    JSON.parse(text.replace(/^\ufeff/, ""));
    return false;
  } catch {
    return true;
  }
}

async function tableRows(bytes: Buffer, name: string): Promise<IqaRow[]> {
  const rows: IqaRow[] = [];
  for await (const batch of readPredictionRows(bytes, name)) {
    for (const { line, record } of batch) {
      if (rows.length === 0) refuseUnknownHeader(Object.keys(record), name);
      rows.push({ at: `line ${line}`, value: record });
    }
  }
  return rows;
}

function refuseUnknownHeader(columns: readonly string[], file: string): void {
  const { image, mos } = iqaColumns(columns);
  if (image !== null && mos !== null) return;
  const key = image === null ? "datasetImport.noPictureColumn" : "datasetImport.noScoreColumn";
  throw new AppError("bad-input", { key, params: { file, columns: columns.slice(0, 20).join(", ") } });
}
