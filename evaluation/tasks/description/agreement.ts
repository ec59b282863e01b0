/**
 * Returns how far the rounds of one rating agree: the share of pairs of rounds with the same valid rating, 0 to 1.
 * An invalid round (null) agrees with nothing. Null for fewer than two rounds.
 */
export function roundAgreement(ratings: readonly (number | null)[]): number | null {
  let same = 0;
  let pairs = 0;
  for (const [index, first] of ratings.entries()) {
    for (const second of ratings.slice(index + 1)) {
      pairs += 1;
      if (first !== null && first === second) same += 1;
    }
  }
  return pairs === 0 ? null : same / pairs;
}
