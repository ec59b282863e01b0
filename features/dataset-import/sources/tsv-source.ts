import { createReadStream } from "node:fs";
import { basename } from "node:path";
import { parse } from "csv-parse";
import { chooseSplit } from "#/features/dataset-import/formats/choose-split.ts";
import { isFiller } from "#/features/dataset-import/formats/fields.ts";
import { parseVlmevalkitRows, vlmevalkitPlace } from "#/features/dataset-import/formats/vlmevalkit.ts";
import { checkFile, maxContainerBytes } from "#/features/dataset-import/sources/check-file.ts";
import type { ImagePlace, Source, SourceImage } from "#/features/dataset-import/sources/source.ts";
import {
  type OwnPicture,
  outlineOf,
  partsOfCell,
  pictureBytes,
  picturesOfRows,
} from "#/features/dataset-import/sources/tsv-pictures.ts";
import { AppError } from "#/lib/errors.ts";

type Row = Record<string, string>;

/**
 * Reads a VLMEvalKit TSV twice, row by row: once for its questions, once for its images. Pictures may be shared with a
 * row of another split.
 */
export async function openTsvSource(path: string, { split }: { split?: string } = {}): Promise<Source> {
  await checkFile(path, maxContainerBytes);
  const rows: { row: Row; number: number; index: string; outline: ReturnType<typeof outlineOf> }[] = [];
  for await (const { image = "", ...row } of readRows(path))
    rows.push({ row, number: rows.length, index: (row.index ?? "").trim(), outline: outlineOf(image) });
  if (rows.length === 0) throw new AppError("bad-input", `${basename(path)} holds no items.`);
  const chosen = chooseSplit(
    rows,
    ({ row }) => (isFiller(row.split ?? "") ? null : (row.split ?? "").trim()),
    split,
  );
  const parsed = parseVlmevalkitRows(
    chosen.rows.map(({ row }) => row),
    chosen.rows.map(({ number }) => number),
  );
  const pictures = picturesOfRows(rows);
  const places = new Map<string, ImagePlace[]>();
  const items = parsed.items.map((item, position) => {
    const { number = -1 } = chosen.rows[position] ?? {};
    const shown = pictures[number] ?? [];
    if ("problem" in shown) {
      parsed.problems.push({ at: `${vlmevalkitPlace(number)}.image`, reason: shown.problem });
      return item;
    }
    for (const [place, picture] of shown.entries())
      placesOf(places, picture).push({ item: position, place: place === 0 ? "first" : "second" });
    return shown.length > 1 ? { ...item, secondPath: `${item.imagePath}.2` } : item;
  });
  const source = { ...parsed, items, notes: chosen.notes };
  return places.size > 0 ? { ...source, embeddedImages: () => readImages(path, places) } : source;
}

function placesOf(places: Map<string, ImagePlace[]>, { row, part }: OwnPicture): ImagePlace[] {
  const key = `${row}.${part}`;
  const found = places.get(key) ?? [];
  places.set(key, found);
  return found;
}

async function* readImages(path: string, places: Map<string, ImagePlace[]>): AsyncGenerator<SourceImage> {
  let row = 0;
  for await (const { image = "" } of readRows(path)) {
    const parts = partsOfCell(image);
    const own = "problem" in parts ? [] : parts.flatMap((part) => ("own" in part ? [part.own] : []));
    for (const [part, text] of own.entries()) {
      const shown = places.get(`${row}.${part}`);
      if (shown) yield { at: `${vlmevalkitPlace(row)}.image`, bytes: pictureBytes(text), places: shown };
    }
    row++;
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
