import type { GradedItem } from "#/features/compare/overlap.ts";
import type { StoredDifference } from "#/features/compare/pair-difference.ts";
import { db, pool } from "#/lib/db.ts";
import type { Item } from "#/prisma/generated/client.ts";

type Row = {
  number: number;
  questionType: number | null;
  concern: number | null;
  subset: string | null;
  group: string | null;
  right: (boolean | null)[];
};

const gradedSql = `
SELECT i.number, i.question_type AS "questionType", i.concern, i.subset, i.group_name AS "group",
  array_agg(CASE WHEN r.outcome IN ('error', 'absent', 'answered') THEN NULL ELSE r.outcome = 'correct' END
    ORDER BY asked.place) AS right
FROM unnest($1::int[]) WITH ORDINALITY AS asked(run_id, place)
CROSS JOIN items i LEFT JOIN item_results r ON r.run_id = asked.run_id AND r.item = i.number
WHERE i.dataset_id = $2 GROUP BY i.number, i.question_type, i.concern, i.subset, i.group_name ORDER BY i.number`;

/** Resolves with every item of the dataset with the verdict on each run, in the order of the runs. */
export async function gradedItems(datasetId: number, runIds: readonly number[]): Promise<GradedItem[]> {
  return (await pool().query<Row>(gradedSql, [runIds, datasetId])).rows;
}

/** Resolves with how two published entries differ in SRCC, the first minus the second; null where that was not tested yet. */
export async function storedSrcc(first: number, second: number): Promise<StoredDifference | null> {
  const [firstId, secondId] = [Math.min(first, second), Math.max(first, second)];
  const found = await db().comparison.findUnique({
    where: { firstId_secondId_metric: { firstId, secondId, metric: "srcc" } },
    select: { difference: true, error: true, p: true, n: true },
  });
  return found && { ...found, difference: first === firstId ? found.difference : -found.difference };
}

export type ComparedItem = Item & {
  answers: { runId: number; parsed: number | null; outcome: string; response: string | null }[];
};

export async function comparedItems(
  datasetId: number,
  numbers: readonly number[],
  runIds: readonly number[],
): Promise<ComparedItem[]> {
  const [items, results] = await Promise.all([
    db().item.findMany({
      where: { datasetId, number: { in: [...numbers] } },
      orderBy: { number: "asc" },
    }),
    db().itemResult.findMany({
      where: { runId: { in: [...runIds] }, item: { in: [...numbers] } },
      select: { runId: true, item: true, parsed: true, outcome: true, response: true },
    }),
  ]);
  return items.map((item) => ({ ...item, answers: results.filter((result) => result.item === item.number) }));
}
