import { basename } from "node:path";
import {
  type AsyncBuffer,
  asyncBufferFromFile,
  type FileMetaData,
  parquetMetadataAsync,
  parquetReadObjects,
  parquetSchema,
} from "hyparquet";
import { parquetPlace, parseQBenchHfRows } from "#/features/dataset-import/formats/q-bench-hf.ts";
import { checkFile, maxContainerBytes } from "#/features/dataset-import/sources/check-file.ts";
import type { Source, SourceImage } from "#/features/dataset-import/sources/source.ts";
import { AppError } from "#/lib/errors.ts";

type Opened = { name: string; file: AsyncBuffer; metadata: FileMetaData };
type ImageCell = { bytes?: unknown; path?: unknown } | null;

const maxGroupBytes = 512 * 1024 * 1024;
const textColumns = ["id", "question", "option0", "option1", "option2", "option3"];
const keyColumns = ["question_type", "question_concern", "correct_choice"];

/** Reads parquet of Q-Bench-HF and Q-Bench2-HF by row groups; pictures only when they are asked for. */
export async function openParquetSource(path: string): Promise<Source> {
  await checkFile(path, maxContainerBytes);
  const opened = await open(path);
  const names = parquetSchema(opened.metadata).children.map(({ element }) => element.name);
  const pairs = names.includes("image1") && names.includes("image2");
  const imageColumns = (pairs ? ["image1", "image2"] : ["image"]).filter((name) => names.includes(name));
  const columns = [...textColumns, ...keyColumns].filter((name) => names.includes(name));
  const rows: Record<string, unknown>[] = [];
  for await (const { start, part } of readRows(opened, [...columns, ...imageColumns])) {
    for (const [index, row] of part.entries()) {
      const kept = Object.fromEntries(columns.map((name) => [name, row[name]]));
      rows[start + index] = { ...kept, path: pathOf(row, imageColumns) };
    }
  }
  if (rows.length === 0) throw new AppError("bad-input", `${opened.name} holds no items.`);
  const parsed = parseQBenchHfRows(rows, pairs);
  if (imageColumns.length === 0) return parsed;
  return { ...parsed, embeddedImages: () => readImages(opened, imageColumns) };
}

/** Returns the path beside the bytes, two joined as in Q-Bench2's own files; null where one has none. */
function pathOf(row: Record<string, unknown>, columns: string[]): string | null {
  const paths = columns.map((column) => (row[column] as ImageCell)?.path);
  return paths.length > 0 && paths.every((path) => typeof path === "string") ? paths.join("_cat_") : null;
}

async function* readImages(opened: Opened, columns: string[]): AsyncGenerator<SourceImage> {
  for await (const { start, part } of readRows(opened, columns)) {
    for (const [index, row] of part.entries()) {
      for (const [position, column] of columns.entries()) {
        const { bytes } = (row[column] as ImageCell) ?? {};
        if (!(bytes instanceof Uint8Array)) continue;
        const item = start + index;
        yield {
          at: `${parquetPlace(item)}.${column}`,
          bytes,
          places: [{ item, place: position === 0 ? "first" : "second" }],
        };
      }
    }
  }
}

async function* readRows({ name, file, metadata }: Opened, columns: string[]) {
  let start = 0;
  for (const group of metadata.row_groups) {
    const rowEnd = start + Number(group.num_rows);
    const options = { file, metadata, columns, rowStart: start, rowEnd, utf8: false };
    const part = await parquetReadObjects(options).catch((error: Error) => refuse(name, error));
    yield { start, part };
    start = rowEnd;
  }
}

async function open(path: string): Promise<Opened> {
  const name = basename(path);
  const file = await asyncBufferFromFile(path);
  const metadata = await parquetMetadataAsync(file).catch((error: Error) => refuse(name, error));
  if (metadata.row_groups.some((group) => Number(group.total_byte_size) > maxGroupBytes)) {
    throw new AppError("too-large", `${name} has row groups above 512 MB. Write it again with smaller ones.`);
  }
  return { name, file, metadata };
}

function refuse(name: string, error: Error): never {
  throw new AppError("bad-input", `${name} cannot be read as parquet: ${error.message}.`, { cause: error });
}
