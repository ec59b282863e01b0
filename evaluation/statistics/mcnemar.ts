/**
 * Exact two-sided McNemar test for two models on the same items (McNemar 1947; exact binomial form).
 * `onlyFirst` and `onlySecond` count the items that one got right and the other did not.
 * p = min(1, 2·P(X ≤ min)) with X ~ Binomial(onlyFirst + onlySecond, ½); 1 where no item differs.
 */
export function mcnemar(onlyFirst: number, onlySecond: number): number {
  const trials = onlyFirst + onlySecond;
  const fewer = Math.min(onlyFirst, onlySecond);
  if (trials === 0 || onlyFirst === onlySecond) return 1;
  let logTerm = -trials * Math.LN2;
  let tail = Math.exp(logTerm);
  for (let k = 1; k <= fewer; k++) {
    logTerm += Math.log((trials - k + 1) / k);
    tail += Math.exp(logTerm);
  }
  return Math.min(1, 2 * tail);
}
