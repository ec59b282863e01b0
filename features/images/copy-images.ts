import { countImages, imageHashes } from "#/features/images/queries.ts";
import { blobPlaceAt, intact } from "#/lib/blobs/blob-store.ts";
import { noProgress, type Progress } from "#/lib/progress.ts";

export type CopiedImages = {
  copied: number;
  alreadyThere: number;
  failed: { hash: string; reason: string }[];
};

const atOnce = 8;

/** Brings every image that the board knows to another place; what is there already is left, so it can be repeated. */
export async function copyImages(
  from: string,
  to: string,
  signal: AbortSignal,
  progress: Progress = noProgress,
): Promise<CopiedImages> {
  const [source, target] = [blobPlaceAt(from), blobPlaceAt(to)];
  const done: CopiedImages = { copied: 0, alreadyThere: 0, failed: [] };
  const total = await countImages();
  const hashes = imageHashes();
  const copyOneByOne = async () => {
    for (let next = await hashes.next(); !next.done; next = await hashes.next()) {
      signal.throwIfAborted();
      const hash = next.value;
      try {
        if (await target.has(hash)) done.alreadyThere += 1;
        else {
          await target.put(hash, intact(hash, (await source.get(hash)).bytes));
          done.copied += 1;
        }
      } catch (error) {
        done.failed.push({ hash, reason: error instanceof Error ? error.message : String(error) });
      }
      progress("images copied", done.copied + done.alreadyThere + done.failed.length, total);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, copyOneByOne));
  return done;
}
