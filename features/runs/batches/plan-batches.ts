/** Big enough that leasing costs little beside asking, small enough that a killed worker holds up little. */
export const batchSize = 32;

export type BatchRange = { number: number; firstItem: number; lastItem: number };

/** Returns items 0 to total − 1 in batches; both ends inclusive. */
export function planBatches(total: number): BatchRange[] {
  return Array.from({ length: Math.ceil(total / batchSize) }, (_, number) => ({
    number,
    firstItem: number * batchSize,
    lastItem: Math.min((number + 1) * batchSize, total) - 1,
  }));
}
