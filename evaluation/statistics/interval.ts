/** A 95 % confidence interval, in the units of its estimate. */
export type Interval = { low: number; high: number };
