import { majorityRating } from "#/evaluation/tasks/description/majority.ts";
import { judgesOf, votesOf } from "#/features/judging/queries.ts";

/** Items of a perception run that most rounds of its newest judge call correct; null where none was asked. */
export async function settledByJudge(runId: number): Promise<ReadonlySet<number> | null> {
  const [newest] = await judgesOf([runId]);
  if (!newest) return null;
  const byItem = Map.groupBy(await votesOf(newest.judgementId), ({ item }) => item);
  const correct = [...byItem].filter(([, votes]) => majorityRating(votes.map(({ rating }) => rating)) === 1);
  return new Set(correct.map(([item]) => item));
}
