import { mcnemar } from "#/evaluation/statistics/mcnemar.ts";
import { compareAssessments } from "#/evaluation/tasks/assessment/compare-assessments.ts";
import type { AssessmentItem } from "#/evaluation/tasks/assessment/correlate.ts";
import {
  compareDescriptions,
  type DescribedItem,
} from "#/evaluation/tasks/description/compare-descriptions.ts";
import { describedItems } from "#/features/judge/queries.ts";
import { tableOf } from "#/features/leaderboards/table-of.ts";
import { assessedItems } from "#/features/runs/queries.ts";
import { db, pool } from "#/lib/db.ts";
import type { Entry, Prisma } from "#/prisma/generated/client.ts";

type Compared = Entry & { runId: number; datasetId: number };
type PairResult = Prisma.ComparisonCreateManyInput;

/**
 * Tests every published run that was not compared yet against all others on the same items, so that a leaderboard
 * reads results of tests and never answers. Idempotent and safe to overlap; what it leaves is found again.
 */
export async function compareEntries(datasetSlug?: string): Promise<void> {
  const waiting = await db().entry.findMany({
    where: {
      comparedAt: null,
      publishedAt: { not: null },
      runId: { not: null },
      datasetId: { not: null },
      ...(datasetSlug !== undefined && { datasetSlug }),
    },
    orderBy: { id: "asc" },
  });
  for (const entry of waiting.filter(isCompared)) {
    const pairs = await comparisonsOf(entry);
    await db().comparison.createMany({ data: pairs, skipDuplicates: true });
    await db().entry.updateMany({
      where: { id: entry.id, publishedAt: entry.publishedAt },
      data: { comparedAt: new Date() },
    });
  }
}

function isCompared(entry: Entry): entry is Compared {
  return entry.runId !== null && entry.datasetId !== null;
}

const againstOthers = `
SELECT least(e.id, $1) AS "firstId", greatest(e.id, $1) AS "secondId", count(*)::int AS n,
  count(*) FILTER (WHERE a.outcome = 'correct' AND b.outcome <> 'correct')::int AS mine,
  count(*) FILTER (WHERE a.outcome <> 'correct' AND b.outcome = 'correct')::int AS theirs
FROM entries e
JOIN item_results b ON b.run_id = e.run_id AND b.outcome NOT IN ('error', 'absent', 'answered')
JOIN item_results a ON a.run_id = $2 AND a.item = b.item AND a.outcome NOT IN ('error', 'absent', 'answered')
WHERE e.dataset_id = $3 AND e.id <> $1 AND e.published_at IS NOT NULL AND e.pipeline = $4
GROUP BY e.id`;

type Discordance = { firstId: number; secondId: number; n: number; mine: number; theirs: number };

async function comparePerception({ id, runId, datasetId, pipeline }: Compared): Promise<PairResult[]> {
  const { rows } = await pool().query<Discordance>(againstOthers, [id, runId, datasetId, pipeline]);
  return rows.map(({ firstId, secondId, n, mine, theirs }) => {
    const [onlyFirst, onlySecond] = firstId === id ? [mine, theirs] : [theirs, mine];
    const difference = (onlyFirst - onlySecond) / n;
    const error = Math.sqrt(Math.max(0, (onlyFirst + onlySecond) / n - difference ** 2) / n);
    const p = mcnemar(onlyFirst, onlySecond);
    return { firstId, secondId, metric: "accuracy", n, onlyFirst, onlySecond, difference, error, p };
  });
}

type Figures = Pick<PairResult, "n" | "difference" | "error" | "p">;

/** How two runs of a task are compared from their items, both lists in order of the dataset. */
type PairTest<Item> = {
  metric: string;
  items(entry: Compared): Promise<Item[]>;
  test(first: Item[], second: Item[]): Figures | null;
};

const assessment: PairTest<AssessmentItem> = {
  metric: "srcc",
  items: ({ runId, datasetId }) => assessedItems({ id: runId, datasetId }),
  test: compareAssessments,
};

const description: PairTest<DescribedItem> = {
  metric: "sum",
  items: ({ runId, pipeline }) => describedItems(runId, pipeline),
  test: compareDescriptions,
};

function comparisonsOf(entry: Compared): Promise<PairResult[]> {
  if (entry.task === "perception") return comparePerception(entry);
  return entry.task === "assessment"
    ? compareWithOthers(entry, assessment)
    : compareWithOthers(entry, description);
}

async function compareWithOthers<Item>(entry: Compared, by: PairTest<Item>): Promise<PairResult[]> {
  const { metric } = by;
  const { id, datasetId } = entry;
  const done = await db().comparison.findMany({
    where: { metric, OR: [{ firstId: id }, { secondId: id }] },
  });
  const known = new Set(done.flatMap(({ firstId, secondId }) => [firstId, secondId]));
  const published = await db().entry.findMany({
    where: { datasetId, id: { not: id }, publishedAt: { not: null }, runId: { not: null } },
  });
  const others = published
    .filter(isCompared)
    .filter((other) => tableOf(other) === tableOf(entry) && !known.has(other.id));
  const mine = others.length > 0 ? await by.items(entry) : [];
  const pairs: PairResult[] = [];
  for (const other of others) {
    const theirs = await by.items(other);
    const [firstId, secondId] = id < other.id ? [id, other.id] : [other.id, id];
    const result = firstId === id ? by.test(mine, theirs) : by.test(theirs, mine);
    if (!result) continue;
    const { n, difference, error, p } = result;
    pairs.push({ firstId, secondId, metric, n, difference, error, p });
  }
  return pairs;
}
