/** A run of more items is asked drift check questions at its start, after each so many items, and at its end. */
export const driftCheckEvery = 500;

export type PlannedDriftCheck = { number: number; dueItems: number };

export function planDriftChecks(total: number): PlannedDriftCheck[] {
  if (total <= driftCheckEvery) return [];
  const last = Math.ceil(total / driftCheckEvery);
  return Array.from({ length: last + 1 }, (_, number) => ({
    number,
    dueItems: Math.min(number * driftCheckEvery, total),
  }));
}
