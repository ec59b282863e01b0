import { readdir, readFile, stat } from "node:fs/promises";
import { join, relative } from "node:path";
import { maxImageBytes } from "#/features/dataset-import/check-image.ts";
import { arrayPlace } from "#/features/dataset-import/formats/json-array.ts";
import { splitPair } from "#/features/dataset-import/formats/pair-path.ts";
import type { ImportItem } from "#/features/dataset-import/schema.ts";
import type { SourceImage } from "#/features/dataset-import/sources/source.ts";
import { AppError } from "#/lib/errors.ts";
import { normalizeText } from "#/lib/normalize-text.ts";

/**
 * Yields the images that a folder has for the items, found by relative path or else by bare name, in a subfolder too where
 * only one file there has it; links are not followed.
 */
export async function* folderImages(
  folder: string,
  items: readonly ImportItem[],
): AsyncGenerator<SourceImage> {
  const files = await listFiles(folder);
  const byName = filesByName(files);
  for (const [item, { imagePath, secondPath }] of items.entries()) {
    const names = secondPath ? [splitPair(imagePath)?.first ?? imagePath, secondPath] : [imagePath];
    for (const [position, name] of names.entries()) {
      const path = files.get(name) ?? byName.get(name.split("/").at(-1) ?? name);
      if (path === undefined) continue;
      const bytes = await readCapped(path);
      yield {
        at: `${arrayPlace(item)} ${name}`,
        bytes,
        places: [{ item, place: position === 0 ? "first" : "second" }],
      };
    }
  }
}

async function listFiles(folder: string): Promise<Map<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch((error) => {
    throw new AppError("bad-input", `The image folder ${folder} cannot be read.`, { cause: error });
  });
  const files = new Map<string, string>();
  for (const entry of entries) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    files.set(normalizeText(relative(folder, path), "NFC").replaceAll("\\", "/"), path);
  }
  return files;
}

/** A bare name stands for the file of that name in the folder itself, else for the only one in its subfolders. */
function filesByName(files: ReadonlyMap<string, string>): Map<string, string> {
  const found = new Map<string, string>();
  const repeated = new Set<string>();
  for (const [place, path] of files) {
    const name = place.split("/").at(-1) ?? place;
    if (found.has(name)) repeated.add(name);
    found.set(name, path);
  }
  for (const name of repeated) {
    const own = files.get(name);
    if (own) found.set(name, own);
    else found.delete(name);
  }
  return found;
}

/** One byte over the cap is enough for the check to refuse it. */
async function readCapped(path: string): Promise<Uint8Array> {
  const { size } = await stat(path);
  return size > maxImageBytes ? new Uint8Array(maxImageBytes + 1) : readFile(path);
}
