import { createHash } from "node:crypto";
import { seededRandom } from "#/evaluation/statistics/resampling/random.ts";

/**
 * Returns the order in which an item's options are asked: place p shows the option `order[p]` of the dataset (both 0-based).
 * A seed permutes (Fisher and Yates), each item of each seed differently and always the same way; without one, null,
 * options stand as in the dataset.
 */
export function optionOrder(seed: string | null, item: number, count: number): number[] {
  const order = Array.from({ length: count }, (_, option) => option);
  if (seed === null) return order;
  const digest = createHash("sha256").update(`${seed}/${item}`).digest();
  const random = seededRandom(digest.readUInt32BE());
  for (let index = count - 1; index > 0; index--) {
    const other = random.nextBelow(index + 1);
    const moved = order[index] ?? index;
    order[index] = order[other] ?? other;
    order[other] = moved;
  }
  return order;
}

/** Returns the place (0 is A) at which an item's option, by its number in the dataset, was asked under a seed. */
export function askedPlace(seed: string | null, item: number, count: number, option: number): number {
  return seed === null ? option : optionOrder(seed, item, count).indexOf(option);
}

/** Undoes an order: returns the option, by its number in the dataset, that was asked at a place. */
export function datasetOption(order: readonly number[], place: number): number {
  return order[place] ?? place;
}

/** Returns the options in the order in which they are asked. */
export function inOrder(options: readonly string[], order: readonly number[]): string[] {
  return order.map((option) => options[option] ?? "");
}
