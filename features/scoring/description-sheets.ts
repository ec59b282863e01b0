import type { ScoreRow } from "#/evaluation/statistics/estimate.ts";
import {
  type DescriptionScore,
  type MeanRating,
  type RatedItem,
  scoreDescriptions,
} from "#/evaluation/tasks/description/dimension-score.ts";
import { byDimension, dimensions } from "#/evaluation/tasks/description/dimensions.ts";
import {
  groupsOfJudged,
  judgesOf,
  type RunJudge,
  type StoredRating,
  storedRatings,
} from "#/features/judging/queries.ts";
import type { ScoreSheet } from "#/features/runs/task-runner.ts";

type JudgedBy = Pick<RunJudge, "judgementId" | "judgeId" | "label">;

/** Resolves with what each judge of a description run made of it, each in a table of its own. */
export async function descriptionSheets(runId: number): Promise<ScoreSheet[]> {
  const judges = await judgesOf([runId]);
  return Promise.all(judges.map(descriptionSheet));
}

export async function descriptionSheet({ judgementId, judgeId, label }: JudgedBy): Promise<ScoreSheet> {
  const score = scoreDescriptions(
    ratedItems(await storedRatings(judgementId), await groupsOfJudged(judgementId)),
  );
  return { judge: { id: judgeId, label }, scores: score ? scoreRows(score) : [] };
}

/** Returns items with at least one rating in each dimension. */
function ratedItems(ratings: readonly StoredRating[], groups: ReadonlyMap<number, string>): RatedItem[] {
  return [...Map.groupBy(ratings, ({ item }) => item).values()]
    .map((ofItem) => ({ ...ratingsOf(ofItem), group: groups.get(ofItem[0]?.item ?? -1) ?? null }))
    .filter((item) => dimensions.every((dimension) => item[dimension].length > 0));
}

function ratingsOf(ratings: readonly StoredRating[]): RatedItem {
  const of = (aspect: string) => ratings.filter((one) => one.aspect === aspect).map(({ rating }) => rating);
  return byDimension(of);
}

function scoreRows({ dimensions: scores, sum, invalid, agreement }: DescriptionScore): ScoreRow[] {
  const row = (metric: string, rating: MeanRating): ScoreRow => ({ metric, slice: "overall", ...rating });
  return [
    ...dimensions.flatMap((dimension) => {
      const { p0, p1, p2, invalid: lost, score } = scores[dimension];
      return [
        row(`${dimension}.p0`, p0),
        row(`${dimension}.p1`, p1),
        row(`${dimension}.p2`, p2),
        row(`${dimension}.invalid`, lost),
        row(`${dimension}.score`, score),
      ];
    }),
    row("sum", sum),
    row("invalid", invalid),
    ...(agreement === null ? [] : [row("agreement", agreement)]),
  ];
}
