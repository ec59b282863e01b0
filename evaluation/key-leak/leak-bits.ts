/**
 * Returns an upper bound, in bits, of the entropy of a whole number with this variance: ½·log2(2πe(σ² + 1/12))
 * (Massey 1988, "On the entropy of integer-valued random variables").
 */
function entropyBound(variance: number): number {
  return 0.5 * Math.log2(2 * Math.PI * Math.E * (variance + 1 / 12));
}

/**
 * Bits that a figure tells of a key at most when it is rounded to half its standard error: whoever knows which answers
 * it was made from is unsure of it by one standard error, two cells, where the answers of items are independent to them.
 */
export const figureBits = entropyBound(2 ** 2);

/** Bits that one MOS counts for, to half its standard deviation. */
export const ratingBits = entropyBound(2 ** 2);

/** Bits that a reference counts for: three dimensions that are there, partly there or absent. */
export const referenceBits = 3 * Math.log2(3);

/** What an account has heard of a key since its first figure: so many answers, of which so many new figures. */
export type Heard = { answers: number; figures: number };

/**
 * Returns the bits that the next answer tells at most: its code length, first whether there is a new figure (the estimate of
 * Krichevsky and Trofimov 1981, whose sum is an upper bound of the entropy whatever the answers depend on), then
 * which. The first figure, `heard` null, is no question of whether.
 */
export function ladderBits(heard: Heard | null, isFigure: boolean): number {
  if (heard === null) return figureBits;
  const { answers, figures } = heard;
  const alike = isFigure ? figures : answers - figures;
  return -Math.log2((alike + 0.5) / (answers + 1)) + (isFigure ? figureBits : 0);
}
