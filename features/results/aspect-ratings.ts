import { roundAgreement } from "#/evaluation/tasks/description/agreement.ts";
import { itemScore } from "#/evaluation/tasks/description/dimension-score.ts";
import type { AspectRatings } from "#/features/results/item-preview.ts";
import type { ItemRating } from "#/features/results/item-record.ts";

/** Returns the ratings of one answer by what was rated, each with its score and how far the rounds agree. */
export function aspectRatings(ratings: readonly ItemRating[]): AspectRatings[] {
  return [...Map.groupBy(ratings, ({ aspect }) => aspect)].map(([aspect, ofAspect]) => {
    const rounds = ofAspect.map(({ rating }) => rating);
    return {
      aspect,
      rounds,
      replies: ofAspect.map(({ reply }) => reply),
      score: itemScore(rounds),
      agreement: roundAgreement(rounds),
    };
  });
}
