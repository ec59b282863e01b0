/** A 95 % confidence interval, in the units of its estimate. */
export type Interval = { low: number; high: number };

/** Half the width of a 95 % interval in standard errors: the 97.5 % point of the standard normal distribution. */
export const z95 = 1.959963984540054;
