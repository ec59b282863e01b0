import { checkImage } from "#/features/dataset-import/check-image.ts";
import type { Problem } from "#/features/dataset-import/problems.ts";
import type { SourceImage } from "#/features/dataset-import/sources/source.ts";
import { putBlob } from "#/lib/blobs/blob-store.ts";
import { noProgress, type Progress } from "#/lib/progress.ts";

export type StoredImage = { hash: string; mime: string; bytes: number; width: number; height: number };
export type TakenImages = {
  first: Map<number, string>;
  second: Map<number, string>;
  images: Map<string, StoredImage>;
  problems: Problem[];
};

const atOnce = 4;

/** Checks and stores images as they come, a few at a time, so that no more than those are in memory. */
export async function takeImages(
  source: AsyncIterable<SourceImage>,
  progress: Progress = noProgress,
  total: number | null = null,
): Promise<TakenImages> {
  const taken: TakenImages = { first: new Map(), second: new Map(), images: new Map(), problems: [] };
  let done = 0;
  const iterator = source[Symbol.asyncIterator]();
  const takeOneByOne = async () => {
    for (let next = await iterator.next(); !next.done; next = await iterator.next()) {
      await takeOne(next.value, taken);
      progress("pictures read", ++done, total);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, takeOneByOne));
  return taken;
}

async function takeOne({ at, bytes, places }: SourceImage, taken: TakenImages): Promise<void> {
  const checked = typeof bytes === "string" ? bytes : await checkImage(bytes);
  if (typeof bytes === "string" || typeof checked === "string") {
    taken.problems.push({ at, reason: String(checked) });
    return;
  }
  const hash = await putBlob(bytes);
  for (const { item, place } of places) taken[place].set(item, hash);
  taken.images.set(hash, { hash, bytes: bytes.length, ...checked });
}
