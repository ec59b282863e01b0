import { majorityRating } from "#/evaluation/tasks/description/majority.ts";
import { judgesOf, storedRatings } from "#/features/judging/queries.ts";

/** Resolves with items of a perception run that most rounds of its newest judge call correct; null where none was asked. */
export async function correctByJudge(runId: number): Promise<ReadonlySet<number> | null> {
  const [newest] = await judgesOf([runId]);
  if (!newest) return null;
  const byItem = Map.groupBy(await storedRatings(newest.judgementId), ({ item }) => item);
  const correct = [...byItem].filter(
    ([, ratings]) => majorityRating(ratings.map(({ rating }) => rating)) === 1,
  );
  return new Set(correct.map(([item]) => item));
}
