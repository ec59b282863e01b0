/**
 * Max-min fair division of `slots` among workers that want so many each: nobody gets more than it wants,
 * what one leaves goes to the others, and a remainder goes to the first ones.
 */
export function fairShare(slots: number, wanted: readonly number[]): number[] {
  const shares = wanted.map(() => 0);
  let left = slots;
  let hungry = wanted.map((_, index) => index).filter((index) => (wanted[index] ?? 0) > 0);
  while (left > 0 && hungry.length > 0) {
    const each = Math.max(1, Math.floor(left / hungry.length));
    for (const index of hungry) {
      const more = Math.min(each, left, (wanted[index] ?? 0) - (shares[index] ?? 0));
      shares[index] = (shares[index] ?? 0) + more;
      left -= more;
    }
    hungry = hungry.filter((index) => (shares[index] ?? 0) < (wanted[index] ?? 0));
  }
  return shares;
}
