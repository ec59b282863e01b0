import { recordLedger } from "#/features/ledger/record-ledger.ts";
import type { Tx } from "#/lib/db.ts";
import type { Dataset, Item } from "#/prisma/generated/client.ts";

type Asked = Pick<
  Item,
  | "imagePath"
  | "secondPath"
  | "questionType"
  | "concern"
  | "question"
  | "options"
  | "correctOption"
  | "reference"
  | "mos"
> & { key: string; subset: string | null };
export type ShownItem = Asked & { imageHash: string | null; secondHash: string | null };

/** All that the text of an item says, and what its answers are; subsets mean nothing where questions are asked. */
function textOf(item: Asked | Item, task: Dataset["task"]): string {
  const { imagePath, secondPath, questionType, concern, question, options, correctOption, reference, mos } =
    item;
  const subset = task === "perception" ? null : item.subset;
  return JSON.stringify([
    imagePath,
    secondPath,
    subset,
    questionType,
    concern,
    question,
    options,
    correctOption,
    reference,
    mos,
  ]);
}

function contradicts(stored: string | null, given: string | null): boolean {
  return stored !== null && given !== null && stored !== given;
}

/**
 * Resolves with whether a dataset has these very items, text by text, and no other pictures than theirs: then they are
 * the same version, whichever pictures either has.
 */
export async function hasSameItems(
  tx: Tx,
  { id, task, itemCount }: Dataset,
  items: readonly ShownItem[],
): Promise<boolean> {
  if (itemCount !== items.length) return false;
  const stored = await tx.item.findMany({ where: { datasetId: id }, orderBy: { number: "asc" } });
  return stored.every((item, number) => {
    const given = items[number];
    if (!given || textOf(item, task) !== textOf(given, task)) return false;
    return !contradicts(item.imageHash, given.imageHash) && !contradicts(item.secondHash, given.secondHash);
  });
}

/**
 * Gives items that lack a picture those that are given, in place; resolves with how many pictures they got. The images
 * must be stored. Scores, addresses and the version stay.
 */
export async function attachPictures(
  tx: Tx,
  { id, slug, version }: Dataset,
  items: readonly Pick<ShownItem, "imageHash" | "secondHash">[],
): Promise<number> {
  const given = JSON.stringify(items.map(({ imageHash, secondHash }) => [imageHash, secondHash]));
  const [{ pictures = 0 } = {}] = await tx.$queryRawUnsafe<{ pictures: number }[]>(attach, id, given);
  if (pictures === 0) return 0;
  await tx.$executeRawUnsafe(countImages, id);
  await recordLedger(tx, "pictures-attached", slug, { version, pictures });
  return pictures;
}

const attach = `
WITH given AS (
  SELECT place - 1 AS number, pair->>0 AS first, pair->>1 AS second
  FROM jsonb_array_elements($2::jsonb) WITH ORDINALITY AS pairs(pair, place)
), lacking AS (
  SELECT items.number, (image_hash IS NULL AND first IS NOT NULL)::int + (second_hash IS NULL AND second IS NOT NULL)::int AS pictures
  FROM items JOIN given USING (number) WHERE dataset_id = $1::int
), attached AS (
  UPDATE items SET image_hash = coalesce(image_hash, first), second_hash = coalesce(second_hash, second)
  FROM given JOIN lacking USING (number)
  WHERE items.dataset_id = $1::int AND items.number = given.number AND lacking.pictures > 0
)
SELECT coalesce(sum(pictures), 0)::int AS pictures FROM lacking`;

const countImages = `
UPDATE datasets SET image_count = (
  SELECT count(DISTINCT hash) FROM items, unnest(ARRAY[image_hash, second_hash]) AS hash WHERE dataset_id = $1::int)
WHERE id = $1::int`;
