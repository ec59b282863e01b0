import { adjustGraded, adjustRated } from "#/features/compare/adjust-page.ts";
import type { ComparedAnswers, ComparedRun, RatedPair } from "#/features/compare/compared-answers.ts";
import { discordantPerPage } from "#/features/compare/compared-models.ts";
import { discordant, overlapOf, sliceOverlaps } from "#/features/compare/overlap.ts";
import {
  agreementOf,
  assessmentDifferences,
  type Difference,
  descriptionDifferences,
} from "#/features/compare/pair-difference.ts";
import { comparedItems, gradedItems, storedSrcc } from "#/features/compare/queries.ts";
import {
  assessedValues,
  describedValues,
  type RatedByAll,
  ratedByAll,
} from "#/features/compare/rated-runs.ts";
import { describedItems } from "#/features/judging/queries.ts";
import { thinOut } from "#/features/results/scatter-points.ts";
import { assessedItems } from "#/features/runs/queries.ts";
import type { Dataset, Task } from "#/prisma/generated/client.ts";

const mostDots = 1200;

type Compare = (dataset: Dataset, runs: readonly ComparedRun[], page: number) => Promise<ComparedAnswers>;

const compareByTask: Record<Task, Compare> = {
  perception: comparePerception,
  description: compareDescription,
  assessment: compareAssessment,
};

/** Item by item, two to four runs on the same items: ask canSeeAnswerKeys first. */
export const compareAnswers: Compare = (dataset, runs, page) =>
  compareByTask[dataset.task](dataset, runs, page);

function pairsOf<Pair>(runs: readonly ComparedRun[], pair: (a: number, b: number) => Pair): Pair[] {
  return runs.flatMap((_, a) => runs.slice(a + 1).map((_other, offset) => pair(a, a + 1 + offset)));
}

const mostKept = 500;
const kept = new Map<string, Difference[]>();

/** Returns what was found of two runs since they were last compared for the leaderboard; before that it may still change. */
function remembered(runs: readonly ComparedRun[], find: () => Difference[]): Difference[] {
  if (runs.some(({ comparedAt }) => comparedAt === null)) return find();
  const key = JSON.stringify(runs.map(({ entryId, comparedAt }) => [entryId, comparedAt]));
  const differences = kept.get(key) ?? find();
  kept.delete(key);
  kept.set(key, differences);
  for (const oldest of [...kept.keys()].slice(0, -mostKept)) kept.delete(oldest);
  return differences;
}

function pageOf<Row>(rows: readonly Row[], page: number): Row[] {
  return rows.slice((page - 1) * discordantPerPage, page * discordantPerPage);
}

async function comparePerception(
  { id }: Dataset,
  runs: readonly ComparedRun[],
  page: number,
): Promise<ComparedAnswers> {
  const ids = runs.map(({ runId }) => runId);
  const judged = await gradedItems(id, ids);
  const differing = discordant(judged).map(({ number }) => number);
  return {
    kind: "graded",
    runs,
    pairs: adjustGraded(
      pairsOf(runs, (first, second) => ({
        first,
        second,
        overlap: overlapOf(judged, first, second),
        slices: sliceOverlaps(judged, first, second),
      })),
    ),
    differing: differing.length,
    items: await comparedItems(id, pageOf(differing, page), ids),
  };
}

async function compareAssessment(
  { id }: Dataset,
  runs: readonly ComparedRun[],
  page: number,
): Promise<ComparedAnswers> {
  const items = await Promise.all(runs.map(({ runId }) => assessedItems({ id: runId, datasetId: id })));
  const values = items.map(assessedValues);
  const mosOf = (number: number) => items[0]?.[number]?.mos ?? null;
  const pairs = await Promise.all(
    pairsOf(runs, async (a, b) => {
      const pair = pick(runs, a, b);
      const srcc = await storedSrcc(pair[0]?.entryId ?? 0, pair[1]?.entryId ?? 0);
      const differences = remembered(pair, () => assessmentDifferences(items[a] ?? [], items[b] ?? [], srcc));
      return ratedPair(a, b, differences, ratedByAll(pick(values, a, b), "places", mosOf));
    }),
  );
  return ratedAnswers(id, runs, page, pairs, ratedByAll(values, "places", mosOf));
}

async function compareDescription(
  { id }: Dataset,
  runs: readonly ComparedRun[],
  page: number,
): Promise<ComparedAnswers> {
  const items = await Promise.all(runs.map(({ runId, judgeId }) => describedItems(runId, judgeId)));
  const values = items.map(describedValues);
  const differences = (a: number, b: number) =>
    remembered(pick(runs, a, b), () => descriptionDifferences(items[a] ?? [], items[b] ?? []));
  const pairs = pairsOf(runs, (a, b) =>
    ratedPair(a, b, differences(a, b), ratedByAll(pick(values, a, b), "values")),
  );
  return ratedAnswers(id, runs, page, pairs, ratedByAll(values, "values"));
}

function pick<Value>(values: readonly Value[], a: number, b: number): Value[] {
  return [a, b].flatMap((index) => values[index] ?? []);
}

function ratedPair(first: number, second: number, differences: Difference[], both: RatedByAll[]): RatedPair {
  const value = (run: number) => both.map(({ ratings }) => ratings[run]?.value ?? 0);
  const byNumber = both.toSorted((a, b) => a.number - b.number);
  return {
    first,
    second,
    differences,
    agreement: agreementOf(value(0), value(1)),
    n: both.length,
    dots: thinOut(byNumber, mostDots).map(({ number, ratings, mos }) => [
      number,
      ratings[0]?.value ?? 0,
      ratings[1]?.value ?? 0,
      mos,
    ]),
  };
}

async function ratedAnswers(
  datasetId: number,
  runs: readonly ComparedRun[],
  page: number,
  pairs: RatedPair[],
  common: RatedByAll[],
): Promise<ComparedAnswers> {
  const differing = common.filter(({ gap }) => gap > 0);
  const shown = pageOf(differing, page);
  const found = await comparedItems(
    datasetId,
    shown.map(({ number }) => number),
    runs.map(({ runId }) => runId),
  );
  const items = shown.flatMap((rated) => {
    const item = found.find(({ number }) => number === rated.number);
    return item ? [{ ...item, rated }] : [];
  });
  return { kind: "rated", runs, pairs: adjustRated(pairs), differing: differing.length, items };
}
