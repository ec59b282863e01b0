import { type Baselines, baselineSlices } from "#/features/datasets/baseline-slices.ts";
import { recordBaselines } from "#/features/datasets/record-baselines.ts";
import type { ImportItem } from "#/features/datasets/schema.ts";
import type { StoredImage } from "#/features/datasets/take-images.ts";
import { recordLedger } from "#/features/ledger/record.ts";
import type { Tx } from "#/lib/db.ts";
import { db } from "#/lib/db.ts";
import { AppError } from "#/lib/errors.ts";
import type { Dataset, Prisma } from "#/prisma/generated/client.ts";

export type ItemWithImages = ImportItem & { imageHash: string | null; secondHash: string | null };
export type NewDataset = Omit<Prisma.DatasetCreateManyInput, "id" | "version" | "itemCount" | "imageCount">;

const rowsAtOnce = 2000;
const timeoutMs = 300_000;

/** One transaction: the dataset with all its items, its computed rows and a line of the ledger; or what is there already. */
export async function storeDataset(
  input: NewDataset,
  items: readonly ItemWithImages[],
  images: readonly StoredImage[],
): Promise<{ dataset: Dataset; unchanged: boolean }> {
  const baselines = input.task === "perception" ? baselineSlices(items) : null;
  return db().$transaction(
    async (tx) => {
      await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`dataset ${input.slug}`}, 0))::text`;
      const { slug, contentHash } = input;
      const same = await tx.dataset.findUnique({ where: { slug_contentHash: { slug, contentHash } } });
      if (same) return { dataset: same, unchanged: true };
      const version = await nextVersion(tx, input);
      const dataset = await tx.dataset.create({
        data: { ...input, version, itemCount: items.length, imageCount: images.length },
      });
      await storeRows(tx, dataset.id, items, images);
      await publish(tx, dataset, baselines);
      return { dataset, unchanged: false };
    },
    { timeout: timeoutMs, maxWait: timeoutMs },
  );
}

async function nextVersion(tx: Tx, { slug, task }: NewDataset): Promise<number> {
  const latest = await tx.dataset.findFirst({ where: { slug }, orderBy: { version: "desc" } });
  if (latest && latest.task !== task) {
    throw new AppError(
      "conflict",
      `${slug} is a dataset of the task ${latest.task}, and this file is one of ${task}. Choose another --slug.`,
    );
  }
  return (latest?.version ?? 0) + 1;
}

async function storeRows(
  tx: Tx,
  datasetId: number,
  items: readonly ItemWithImages[],
  images: readonly StoredImage[],
): Promise<void> {
  for (let start = 0; start < images.length; start += rowsAtOnce) {
    await tx.image.createMany({ data: images.slice(start, start + rowsAtOnce), skipDuplicates: true });
  }
  for (let start = 0; start < items.length; start += rowsAtOnce) {
    const part = items.slice(start, start + rowsAtOnce);
    await tx.item.createMany({ data: part.map((item, i) => ({ ...item, datasetId, number: start + i })) });
  }
}

async function publish(tx: Tx, dataset: Dataset, baselines: Baselines | null): Promise<void> {
  const { slug, version, itemCount, answers } = dataset;
  await recordLedger(tx, "dataset-imported", slug, { version, items: itemCount, answers });
  if (baselines) await recordBaselines(tx, dataset, baselines);
}
