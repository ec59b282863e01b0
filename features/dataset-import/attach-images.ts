import { attachPictures } from "#/features/dataset-import/attach-pictures.ts";
import { refuseProblems } from "#/features/dataset-import/problems.ts";
import { folderImages } from "#/features/dataset-import/sources/folder-images.ts";
import { storeImages } from "#/features/dataset-import/store-dataset.ts";
import { takeImages } from "#/features/dataset-import/take-images.ts";
import { lockDataset } from "#/features/datasets/change-answers.ts";
import { db } from "#/lib/db.ts";
import { AppError } from "#/lib/errors.ts";
import type { Progress } from "#/lib/progress.ts";

export type AttachReport = { dataset: string; version: number; attached: number; missing: number };

const timeoutMs = 300_000;

/**
 * Gives the latest version of a dataset the pictures of a folder, found by the items' paths; those that it has stay.
 * AppError "not-found", "bad-input" where the folder has none of them or a file is no picture.
 */
export async function attachImages(slug: string, folder: string, progress: Progress): Promise<AttachReport> {
  const dataset = await db().dataset.findFirst({ where: { slug }, orderBy: { version: "desc" } });
  if (!dataset)
    throw new AppError("not-found", { key: "datasetImport.noDataset", params: { dataset: slug } });
  const items = await db().item.findMany({ where: { datasetId: dataset.id }, orderBy: { number: "asc" } });
  const taken = await takeImages(folderImages(folder, items), progress, items.length);
  refuseProblems(taken.problems, folder);
  if (taken.images.size === 0)
    throw new AppError("bad-input", { key: "datasetImport.noPictures", params: { folder, dataset: slug } });
  const given = items.map((_, index) => ({
    imageHash: taken.first.get(index) ?? null,
    secondHash: taken.second.get(index) ?? null,
  }));
  return db().$transaction(
    async (tx) => {
      await lockDataset(tx, slug);
      await storeImages(tx, [...taken.images.values()]);
      const attached = await attachPictures(tx, dataset, given);
      const missing = await tx.item.count({ where: { datasetId: dataset.id, imageHash: null } });
      return { dataset: slug, version: dataset.version, attached, missing };
    },
    { timeout: timeoutMs, maxWait: timeoutMs },
  );
}
