import { compareAssessments } from "#/evaluation/tasks/assessment/compare-assessments.ts";
import type { AssessmentItem } from "#/evaluation/tasks/assessment/correlate.ts";
import {
  compareDescriptions,
  type DescribedItem,
} from "#/evaluation/tasks/description/compare-descriptions.ts";
import { describedItems } from "#/features/judging/queries.ts";
import {
  type ComparedEntry,
  comparedEntries,
  type FoundComparisons,
  type PairResult,
} from "#/features/leaderboards/significance/compared-entry.ts";
import { testedTogether } from "#/features/leaderboards/significance/tested-together.ts";
import { assessedItems } from "#/features/runs/queries.ts";
import { db } from "#/lib/db.ts";

type Figures = Pick<PairResult, "n" | "difference" | "error" | "p">;

/** How two runs of a task are compared from their items, both lists in order of the dataset. */
type PairTest<Item> = {
  metric: string;
  items(entry: ComparedEntry): Promise<Item[]>;
  test(first: Item[], second: Item[]): Figures | null;
};

const assessment: PairTest<AssessmentItem> = {
  metric: "srcc",
  items: ({ runId, datasetId }) => assessedItems({ id: runId, datasetId }),
  test: compareAssessments,
};

const description: PairTest<DescribedItem> = {
  metric: "sum",
  items: ({ runId, judgeId }) => describedItems(runId, judgeId),
  test: compareDescriptions,
};

export function compareAssessmentRuns(entry: ComparedEntry): AsyncGenerator<FoundComparisons> {
  return compareRatings(entry, assessment);
}

export function compareDescriptionRuns(entry: ComparedEntry): AsyncGenerator<FoundComparisons> {
  return compareRatings(entry, description);
}

/** Yields a run against every other of its table that it was not tested against yet, one after another: each takes long. */
async function* compareRatings<Item>(
  entry: ComparedEntry,
  by: PairTest<Item>,
): AsyncGenerator<FoundComparisons> {
  const { metric } = by;
  const others = await untested(entry, metric);
  if (others.length === 0) return;
  const mine = await by.items(entry);
  for (const other of others) {
    const theirs = await by.items(other);
    const isFirst = entry.id < other.id;
    const [firstId, secondId] = isFirst ? [entry.id, other.id] : [other.id, entry.id];
    const figures = isFirst ? by.test(mine, theirs) : by.test(theirs, mine);
    const pair = { firstId, secondId, metric };
    yield { metric, others: [other], results: figures ? [{ ...pair, ...bare(figures) }] : [] };
  }
}

function bare({ n, difference, error, p }: Figures): Figures {
  return { n, difference, error, p };
}

async function untested(entry: ComparedEntry, metric: string): Promise<ComparedEntry[]> {
  const { id, datasetId } = entry;
  const done = await db().comparison.findMany({
    where: { metric, OR: [{ firstId: id }, { secondId: id }] },
    select: { firstId: true, secondId: true },
  });
  const known = new Set(done.flatMap(({ firstId, secondId }) => [firstId, secondId]));
  const others = await comparedEntries({ datasetId, id: { not: id } });
  return others.filter((other) => testedTogether(entry, other) && !known.has(other.id));
}
