/** A run of more items is asked canary questions at its start, after each so many items, and at its end. */
export const canaryEvery = 500;

export type PlannedCanary = { number: number; dueItems: number };

export function planCanaries(total: number): PlannedCanary[] {
  if (total <= canaryEvery) return [];
  const last = Math.ceil(total / canaryEvery);
  return Array.from({ length: last + 1 }, (_, number) => ({
    number,
    dueItems: Math.min(number * canaryEvery, total),
  }));
}
