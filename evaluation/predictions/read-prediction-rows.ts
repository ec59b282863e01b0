import { type ByteSource, type PeekedBytes, unpackBytes } from "#/evaluation/predictions/byte-source.ts";
import { delimitedRows } from "#/evaluation/predictions/delimited-rows.ts";
import { detectFormat } from "#/evaluation/predictions/detect-format.ts";
import { jsonRows } from "#/evaluation/predictions/json/json-rows.ts";
import type { PredictionRow } from "#/evaluation/predictions/prediction-row.ts";
import { defaultReadLimits, type ReadLimits } from "#/evaluation/predictions/read-limits.ts";
import { xlsxRows } from "#/evaluation/predictions/xlsx/xlsx-rows.ts";
import { AppError } from "#/lib/errors.ts";

async function* rowsOf({ head, chunks, stored }: PeekedBytes, name: string, limits: ReadLimits) {
  const format = detectFormat(head, name);
  switch (format.kind) {
    case "json":
      return yield* jsonRows(chunks, name, limits);
    case "xlsx":
      return yield* xlsxRows(await stored(), name, limits);
    case "delimited":
      return yield* delimitedRows(chunks, name, format.delimiter, limits);
  }
}

/**
 * Yields rows of a predictions file in file order, as many at a time as a chunk completes: JSON (an array, lines, or
 * objects one after another), CSV, TSV, XLSX, each also gzip. The format is told from the content; `name` is
 * used in messages. Streams: nothing but one chunk and its rows is kept, of XLSX also its shared texts. AppError "bad-input"
 * with the line for what cannot be read or holds no rows, "too-large" at a limit.
 */
export async function* readPredictionRows(
  source: ByteSource,
  name: string,
  limits: ReadLimits = defaultReadLimits,
): AsyncGenerator<PredictionRow[]> {
  const bytes = await unpackBytes(source, name, limits);
  let rows = 0;
  try {
    for await (const batch of rowsOf(bytes, name, limits)) {
      rows += batch.length;
      if (rows > limits.rows) {
        const most = limits.rows.toLocaleString("en");
        throw new AppError("too-large", `${name} holds more than ${most} rows. Send one row per item.`);
      }
      yield batch;
    }
  } finally {
    await bytes.close();
  }
  if (rows === 0) throw new AppError("bad-input", `${name} holds no rows. Send one row per item.`);
}
