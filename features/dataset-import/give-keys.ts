import type { KeyField } from "#/features/dataset-import/schema.ts";
import type { Tx } from "#/lib/db.ts";
import { AppError } from "#/lib/errors.ts";
import type { Dataset } from "#/prisma/generated/client.ts";

type KeyedItem = { key: string };

/**
 * Gives the items of a dataset that was stored without keys those of its file, in place; resolves with how many got one.
 * AppError "conflict" where the items have others: answers that name them would be taken for those of other items.
 */
export async function giveKeys(
  tx: Tx,
  { id, slug, version, keyField: stored }: Dataset,
  keyField: KeyField,
  items: readonly KeyedItem[],
): Promise<number> {
  const keys = JSON.stringify(items.map(({ key }) => key));
  if (stored === null) {
    await tx.dataset.update({ where: { id }, data: { keyField } });
    const given = await tx.$executeRawUnsafe(setKeys, id, keys);
    if (keyField !== "img_path") await tx.$executeRawUnsafe(markUploads, id);
    return given;
  }
  const [other] = await tx.$queryRawUnsafe<{ number: number; key: string | null }[]>(otherKey, id, keys);
  if (!other) return 0;
  throw new AppError("conflict", {
    key: "datasetImport.otherKeys",
    params: {
      dataset: slug,
      version,
      item: other.number,
      stored: other.key ?? "",
      file: items[other.number]?.key ?? "",
    },
  });
}

const setKeys = `
UPDATE items SET key = given.key FROM jsonb_array_elements_text($2::jsonb) WITH ORDINALITY AS given(key, place)
WHERE items.dataset_id = $1::int AND items.number = given.place - 1`;

// Until now rows of files counted by position; where a key is another number, they may stand at the wrong items.
const markUploads = `
UPDATE runs SET settings = runs.settings || '{"otherKeys": true}'
FROM submissions WHERE submissions.id = runs.submission_id AND submissions.kind = 'predictions' AND runs.dataset_id = $1::int
  AND coalesce((runs.settings->'matched'->'by'->>'position')::int, 1) > 0
  AND EXISTS (SELECT FROM items WHERE items.dataset_id = $1::int AND items.key <> items.number::text)`;

const otherKey = `
SELECT items.number, items.key FROM items
JOIN jsonb_array_elements_text($2::jsonb) WITH ORDINALITY AS given(key, place) ON items.number = given.place - 1
WHERE items.dataset_id = $1::int AND items.key IS DISTINCT FROM given.key ORDER BY items.number LIMIT 1`;
