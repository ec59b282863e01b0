/** Returns the rating of more than half of the rounds, invalid ones counted as rounds; null where none has it. */
export function majorityRating(ratings: readonly (number | null)[]): number | null {
  for (const rating of new Set(ratings)) {
    const votes = ratings.filter((other) => other === rating).length;
    if (rating !== null && votes * 2 > ratings.length) return rating;
  }
  return null;
}
