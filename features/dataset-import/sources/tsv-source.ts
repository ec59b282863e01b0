import { createReadStream } from "node:fs";
import { basename } from "node:path";
import { parse } from "csv-parse";
import { parseVlmevalkitRows, vlmevalkitPlace } from "#/features/dataset-import/formats/vlmevalkit.ts";
import { checkFile, maxContainerBytes } from "#/features/dataset-import/sources/check-file.ts";
import type { Source, SourceImage } from "#/features/dataset-import/sources/source.ts";
import { AppError } from "#/lib/errors.ts";

type Row = Record<string, string>;

/** Reads a VLMEvalKit TSV twice, row by row: once for its questions, once for its images. */
export async function openTsvSource(path: string): Promise<Source> {
  await checkFile(path, maxContainerBytes);
  const rows: Row[] = [];
  let hasImages = false;
  for await (const { image, ...row } of readRows(path)) {
    hasImages ||= Boolean(image);
    rows.push(row);
  }
  if (rows.length === 0) throw new AppError("bad-input", `${basename(path)} holds no items.`);
  const parsed = parseVlmevalkitRows(rows);
  return hasImages ? { ...parsed, embeddedImages: () => readImages(path) } : parsed;
}

async function* readImages(path: string): AsyncGenerator<SourceImage> {
  let item = 0;
  for await (const { image } of readRows(path)) {
    const at = `${vlmevalkitPlace(item)}.image`;
    if (image) yield { item, place: "first", at, bytes: Buffer.from(image, "base64") };
    item++;
  }
}

async function* readRows(path: string): AsyncGenerator<Row> {
  const parser = parse({ delimiter: "\t", columns: true, bom: true, skip_empty_lines: true });
  const stream = createReadStream(path);
  stream.on("error", (error) => parser.destroy(error));
  try {
    yield* stream.pipe(parser) as AsyncIterable<Row>;
  } catch (error) {
    const reason = (error as Error).message;
    throw new AppError("bad-input", `${basename(path)} is not a TSV table: ${reason}.`, { cause: error });
  } finally {
    stream.destroy();
  }
}
