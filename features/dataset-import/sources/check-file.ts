import { stat } from "node:fs/promises";
import { basename } from "node:path";
import { AppError } from "#/lib/errors.ts";

const megabyte = 1024 * 1024;

/** Text files hold no pictures: LIVE-FB with 40,000 items has about 4 MB. */
export const maxTextBytes = 64 * megabyte;
/** Files with pictures inside are read in pieces, never as a whole. */
export const maxContainerBytes = 1536 * megabyte;

/** Refuses what is not a readable, non-empty file within the cap, before anything of it is read. */
export async function checkFile(path: string, maxBytes: number): Promise<void> {
  const name = basename(path);
  const found = await stat(path).catch((error: NodeJS.ErrnoException) => {
    const reason = error.code === "ENOENT" ? "does not exist" : `cannot be read (${error.code})`;
    throw new AppError("bad-input", `The file ${path} ${reason}.`, { cause: error });
  });
  if (!found.isFile()) throw new AppError("bad-input", `${path} is not a file.`);
  if (found.size === 0) throw new AppError("bad-input", `${name} is empty.`);
  if (found.size > maxBytes) {
    const size = `${Math.round(found.size / megabyte)} MB`;
    throw new AppError(
      "too-large",
      `${name} has ${size}; files of this format may have ${maxBytes / megabyte} MB. Check that it is the right file.`,
    );
  }
}
