import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import type { ParsedFile } from "#/features/dataset-import/formats/parsed-file.ts";
import { checkFile, maxTextBytes } from "#/features/dataset-import/sources/check-file.ts";
import type { Source } from "#/features/dataset-import/sources/source.ts";
import { AppError } from "#/lib/errors.ts";

export async function openTextSource(path: string, parse: (text: string) => ParsedFile): Promise<Source> {
  await checkFile(path, maxTextBytes);
  const bytes = await readFile(path);
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (error) {
    throw new AppError("bad-input", `${basename(path)} is not text in UTF-8.`, { cause: error });
  }
  return parse(text);
}
