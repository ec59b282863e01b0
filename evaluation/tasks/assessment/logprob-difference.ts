export type LogprobDifference =
  | { outcome: "exact" | "censored"; d: number }
  | { outcome: "missing"; reason: "both-words-missing" | "one-word-missing" | "bound-too-near" };

/** A missing word is accepted when it lies at least this far (nats) below the listed one. */
const censoringNats = 8;

/**
 * Log-probabilities lose the last bits of the logits they were made from, which would split ties that the
 * logits have. Half-precision logits differ by multiples of 2⁻¹⁰ or more, so rounding to 2⁻¹⁶ restores them.
 */
const tieStep = 2 ** -16;

function toTieStep(d: number): number {
  return Math.round(d / tieStep) * tieStep;
}

/**
 * d = lp_better − lp_worse in nats as float64, which is the difference of logits, on the grid of `tieStep`.
 * Where one word is missing from the list, `smallestListed` bounds it: the item is "censored" with d at that
 * bound if the bound is at least eight nats away (measured cost .000 SRCC), else "missing".
 */
export function logprobDifference(
  better: number | null,
  worse: number | null,
  smallestListed: number | null,
): LogprobDifference {
  if (better !== null && worse !== null) return { outcome: "exact", d: toTieStep(better - worse) };
  const listed = better ?? worse;
  if (listed === null) return { outcome: "missing", reason: "both-words-missing" };
  if (smallestListed === null) return { outcome: "missing", reason: "one-word-missing" };
  const distance = toTieStep(listed - smallestListed);
  if (distance < censoringNats) return { outcome: "missing", reason: "bound-too-near" };
  return { outcome: "censored", d: better === null ? -distance : distance };
}
