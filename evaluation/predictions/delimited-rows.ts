import { pipeline, Readable } from "node:stream";
import { CsvError, type InfoRecord, parse } from "csv-parse";
import type { PredictionRow } from "#/evaluation/predictions/prediction-row.ts";
import type { ReadLimits } from "#/evaluation/predictions/read-limits.ts";
import { TableRows } from "#/evaluation/predictions/table-reader.ts";
import { AppError } from "#/lib/errors.ts";

const batchRows = 500;
const batchBytes = 262_144;

type InformedRecord = { info: InfoRecord; record: string[] };

async function* decoded(chunks: AsyncIterable<Buffer>, name: string): AsyncGenerator<string> {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  try {
    for await (const chunk of chunks) yield decoder.decode(chunk, { stream: true });
    yield decoder.decode();
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new AppError("bad-input", `${name} is not UTF-8 text. Save it as UTF-8.`, { cause: error });
  }
}

function asAppError(error: unknown, name: string, limits: ReadLimits): unknown {
  if (!(error instanceof CsvError)) return error;
  if (error.code === "CSV_MAX_RECORD_SIZE") {
    const most = Math.round(limits.rowBytes / 1024);
    const message = `${name}: the row on line ${error.lines} is larger than ${most} KiB. Leave out what is not needed, or close its quotes.`;
    return new AppError("too-large", message, { cause: error });
  }
  return new AppError("bad-input", `${name} is not a table that can be read: ${error.message}.`, {
    cause: error,
  });
}

/** Excel's own first line, which says what separates the cells. */
const separatorLine = /^sep=.?$/i;

/**
 * Yields rows of CSV, TSV or otherwise separated text (RFC 4180 quoting) under its header line. Every row must have
 * the header's columns: AppError "bad-input" with the line otherwise, "too-large" for a row or a header above the limits.
 */
export async function* delimitedRows(
  chunks: AsyncIterable<Buffer>,
  name: string,
  delimiter: string,
  limits: ReadLimits,
): AsyncGenerator<PredictionRow[]> {
  const options = { delimiter, info: true, skip_empty_lines: true, relax_quotes: true } as const;
  const lines = { relax_column_count: true, record_delimiter: ["\r\n", "\n", "\r"] };
  const parser = parse({ ...options, ...lines, max_record_size: limits.rowBytes });
  const records = pipeline(Readable.from(decoded(chunks, name)), parser, () => {});
  const table = new TableRows(name, limits);
  let batch: PredictionRow[] = [];
  let batchStart = 0;
  let isFirst = true;
  try {
    for await (const { info, record } of records as AsyncIterable<InformedRecord>) {
      const [start = "", ...others] = record;
      const isSeparatorLine = isFirst && separatorLine.test(start) && others.every((cell) => cell === "");
      isFirst = false;
      if (isSeparatorLine) continue;
      const row = table.wholeRow(record, info.lines);
      if (row) batch.push(row);
      if (batch.length < batchRows && info.bytes - batchStart < batchBytes) continue;
      yield batch;
      batch = [];
      batchStart = info.bytes;
    }
  } catch (error) {
    throw asAppError(error, name, limits);
  }
  yield batch;
}
