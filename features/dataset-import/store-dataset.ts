import { taskTraits } from "#/evaluation/tasks/task-traits.ts";
import type { AuditActor } from "#/features/access/record-audit.ts";
import { attachPictures, hasSameItems } from "#/features/dataset-import/attach-pictures.ts";
import { type Baselines, baselineSlices } from "#/features/dataset-import/baseline-slices.ts";
import { giveKeys } from "#/features/dataset-import/give-keys.ts";
import { recordBaselines } from "#/features/dataset-import/record-baselines.ts";
import type { ImportItem, KeyField } from "#/features/dataset-import/schema.ts";
import type { StoredImage } from "#/features/dataset-import/take-images.ts";
import { changeAnswers, lockDataset } from "#/features/datasets/change-answers.ts";
import { giveGroups } from "#/features/datasets/give-groups.ts";
import type { GroupRule } from "#/features/datasets/group-rule.ts";
import { recordLedger } from "#/features/ledger/record-ledger.ts";
import type { Tx } from "#/lib/db.ts";
import { db } from "#/lib/db.ts";
import { AppError } from "#/lib/errors.ts";
import type { Dataset, Prisma } from "#/prisma/generated/client.ts";

export type ItemWithImages = ImportItem & {
  key: string;
  imageHash: string | null;
  secondHash: string | null;
};
export type NewDataset = Omit<
  Prisma.DatasetCreateManyInput,
  "id" | "version" | "itemCount" | "imageCount"
> & {
  keyField: KeyField;
};

const rowsAtOnce = 2000;
const timeoutMs = 300_000;

export type Stored = {
  dataset: Dataset;
  unchanged: boolean;
  /** Versions whose answers were public until now. */
  hidden: number[];
  /** Items that had no keys until now. */
  newKeys: number;
  /** Pictures that items which lacked them have now. */
  attached: number;
};

/**
 * One transaction: the dataset with all its items, its computed rows and a line of the ledger; or what is there already.
 * Hidden answers are hidden in the older versions too, which mostly have the same; `asked`: what was typed.
 */
export async function storeDataset(
  input: NewDataset,
  items: readonly ItemWithImages[],
  images: readonly StoredImage[],
  asked: { by: AuditActor; answers?: "public" | "hidden"; group?: GroupRule; newVersion?: boolean },
): Promise<Stored> {
  const baselines = taskTraits[input.task].isGraded ? baselineSlices(items) : null;
  return db().$transaction(
    async (tx) => {
      const { slug, contentHash } = input;
      await lockDataset(tx, slug);
      const hide = () => changeAnswers(tx, asked.by, { slug, answers: "hidden" });
      const latest = await tx.dataset.findFirst({ where: { slug }, orderBy: { version: "desc" } });
      const same =
        (await tx.dataset.findUnique({ where: { slug_contentHash: { slug, contentHash } } })) ??
        (latest?.task === input.task && (await hasSameItems(tx, latest, items)) ? latest : null);
      if (same) {
        await storeImages(tx, images);
        const attached = await attachPictures(tx, same, items);
        const newKeys = await giveKeys(tx, same, input.keyField, items);
        const hidden = asked.answers === "hidden" ? await hide() : [];
        if (asked.group) await giveGroups(tx, same.id, asked.group);
        const dataset = await tx.dataset.findUniqueOrThrow({ where: { id: same.id } });
        return { dataset, unchanged: attached === 0, hidden, newKeys, attached };
      }
      const version = nextVersion(latest, input);
      if (latest && !asked.newVersion) await refuseToEmpty(tx, latest);
      if (input.answers === "public") await refuseToOpen(tx, slug);
      const hidden =
        asked.answers === "hidden" || (input.answers === "hidden" && input.hasAnswers) ? await hide() : [];
      const dataset = await tx.dataset.create({
        data: { ...input, version, itemCount: items.length, imageCount: images.length },
      });
      await storeRows(tx, dataset.id, items, images);
      await giveGroups(tx, dataset.id, asked.group);
      await publish(tx, dataset, baselines);
      return { dataset, unchanged: false, hidden, newKeys: 0, attached: 0 };
    },
    { timeout: timeoutMs, maxWait: timeoutMs },
  );
}

function nextVersion(latest: Dataset | null, { slug, task }: NewDataset): number {
  if (latest && latest.task !== task) {
    throw new AppError(
      "conflict",
      `${slug} is a dataset of the task ${latest.task}, and this file is one of ${task}. Choose another --slug.`,
    );
  }
  return (latest?.version ?? 0) + 1;
}

/** Published rows stay with the version they were scored on, so that a new one begins with an empty table. */
async function refuseToEmpty(tx: Tx, { id, slug, version }: Dataset): Promise<void> {
  const rows = await tx.entry.count({
    where: { datasetId: id, publishedAt: { not: null }, source: { in: ["measured", "uploaded"] } },
  });
  if (rows === 0) return;
  const params = { dataset: slug, version, next: version + 1, rows };
  throw new AppError("conflict", { key: "datasetImport.newVersion", params });
}

/** A new version mostly has the answers of the older ones, so that a public one would open what was hidden. */
async function refuseToOpen(tx: Tx, slug: string): Promise<void> {
  const latest = await tx.dataset.findFirst({
    where: { slug, hasAnswers: true },
    orderBy: { version: "desc" },
  });
  if (latest?.answers !== "hidden") return;
  throw new AppError(
    "conflict",
    `The answers of ${slug} are hidden, and a public version would open them. Import it with --answers hidden, or have an administrator show them on /admin first.`,
  );
}

async function storeRows(
  tx: Tx,
  datasetId: number,
  items: readonly ItemWithImages[],
  images: readonly StoredImage[],
): Promise<void> {
  await storeImages(tx, images);
  for (let start = 0; start < items.length; start += rowsAtOnce) {
    const part = items.slice(start, start + rowsAtOnce);
    await tx.item.createMany({ data: part.map((item, i) => ({ ...item, datasetId, number: start + i })) });
  }
}

export async function storeImages(tx: Tx, images: readonly StoredImage[]): Promise<void> {
  for (let start = 0; start < images.length; start += rowsAtOnce)
    await tx.image.createMany({ data: images.slice(start, start + rowsAtOnce), skipDuplicates: true });
}

async function publish(tx: Tx, dataset: Dataset, baselines: Baselines | null): Promise<void> {
  const { slug, version, itemCount, answers } = dataset;
  await recordLedger(tx, "dataset-imported", slug, { version, items: itemCount, answers });
  if (baselines) await recordBaselines(tx, dataset, baselines);
}
