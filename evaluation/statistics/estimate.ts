export type Estimate = { value: number | null; n: number | null; low: number | null; high: number | null };
