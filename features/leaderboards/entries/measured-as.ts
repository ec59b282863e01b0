/** How a figure of assessment came about: all that has to stand beside it. */
export type MeasuredAs = {
  rung: string | null;
  /** The words asked for, better first; null where plain scores were sent or the words are not known. */
  words: readonly [string, string] | null;
  /** Most alternatives that the endpoint listed. */
  topK: number | null;
  /** Share of the items whose difference is bounded, not exact. */
  censored: number | null;
  coverage: number;
  /** The submission whose items may be looked at. */
  submissionId: string | null;
};

/** Returns what the figures of one row have in common; several scoring modes are listed. */
export function commonMeasure(all: readonly MeasuredAs[]): MeasuredAs | null {
  const [first] = all;
  if (!first) return null;
  const same = <Value>(of: (one: MeasuredAs) => Value): Value | null =>
    all.every((one) => JSON.stringify(of(one)) === JSON.stringify(of(first))) ? of(first) : null;
  const rungs = [...new Set(all.flatMap(({ rung }) => rung ?? []))].sort();
  const shares = all.flatMap(({ censored }) => censored ?? []);
  return {
    rung: rungs.join(", ") || null,
    words: same(({ words }) => words),
    topK: same(({ topK }) => topK),
    censored: shares.length > 0 ? Math.max(...shares) : null,
    coverage: Math.min(...all.map(({ coverage }) => coverage)),
    submissionId: null,
  };
}
