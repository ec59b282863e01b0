import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import type { ParsedFile } from "#/features/dataset-import/formats/parsed-file.ts";
import { checkFile, maxTextBytes } from "#/features/dataset-import/sources/check-file.ts";
import type { Source } from "#/features/dataset-import/sources/source.ts";
import { AppError } from "#/lib/errors.ts";

export async function openTextSource(path: string, parse: (text: string) => ParsedFile): Promise<Source> {
  await checkFile(path, maxTextBytes);
  return parse(decodeText(await readFile(path), basename(path)));
}

export function decodeText(bytes: Uint8Array, name: string): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (error) {
    throw new AppError("bad-input", `${name} is not text in UTF-8.`, { cause: error });
  }
}
