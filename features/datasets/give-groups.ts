import {
  type FoundGroups,
  type GroupedItem,
  type GroupRule,
  groupItems,
} from "#/features/datasets/group-rule.ts";
import type { Tx } from "#/lib/db.ts";
import { AppError } from "#/lib/errors.ts";

/**
 * Gives the items of a dataset their groups, by a rule or by the first one that fits them all. Resolves with how many there are,
 * null where items are independent.
 */
export async function giveGroups(tx: Tx, datasetId: number, rule?: GroupRule): Promise<number | null> {
  const items = await tx.$queryRaw<(GroupedItem & { number: number })[]>`
    SELECT number, image_path AS "imagePath", second_path AS "secondPath", image_hash AS "imageHash",
      second_hash AS "secondHash" FROM items WHERE dataset_id = ${datasetId} ORDER BY number`;
  const found = groupItems(items, rule);
  if ("unfit" in found) {
    throw new AppError("bad-input", {
      key: "groups.unfit",
      params: { unfit: found.unfit, items: items.length, rule: rule ?? "" },
    });
  }
  await storeGroups(tx, datasetId, items, found);
  return found.count;
}

async function storeGroups(
  tx: Tx,
  datasetId: number,
  items: readonly { number: number }[],
  { rule, groups, count }: FoundGroups,
): Promise<void> {
  const named = items.map(({ number }, index) => ({ number, name: groups[index] ?? null }));
  const changed = await tx.$executeRaw`
    UPDATE items i SET group_name = g.name
    FROM jsonb_to_recordset(${JSON.stringify(named)}::jsonb) AS g(number int, name text)
    WHERE i.dataset_id = ${datasetId} AND i.number = g.number AND i.group_name IS DISTINCT FROM g.name`;
  // Their bounds rest on other groups now: the workers compute them again.
  if (changed > 0) await tx.entry.updateMany({ where: { datasetId }, data: { statisticsVersion: null } });
  await tx.dataset.update({ where: { id: datasetId }, data: { groupRule: rule, groupCount: count } });
}
