/** Far below what a figure's digits tell, far above what binary fractions lose of a decimal half. */
const lost = 1e-9;

/**
 * Returns a number as text with `digits` decimals, halves away from zero: 65.35 is 65.4, which binary fractions make 65.3.
 * A minus sign is U+2212; what is rounded to zero has none.
 */
export function roundHalfUp(value: number, digits: number): string {
  const unit = 10 ** digits;
  const shown = (Math.floor(Math.abs(value) * unit + 0.5 + lost) / unit).toFixed(digits);
  return value < 0 && Number(shown) !== 0 ? `−${shown}` : shown;
}

/** Printed shares have four decimals at most. */
const printed = 5.1e-5;

/**
 * Returns the share k/n that a share printed with few decimals stands for; as it is where n is not known, none fits, or more
 * than one does.
 */
export function shareOfItems(share: number, n: number | null): number {
  if (n === null || n <= 0 || 1 / n < 2 * printed) return share;
  const whole = Math.round(share * n) / n;
  return Math.abs(whole - share) <= printed ? whole : share;
}
