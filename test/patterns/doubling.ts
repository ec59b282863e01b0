import { processorMs } from "#/test/patterns/processor-time.ts";

/** Between linear, 2, and quadratic, 4. */
export const mostPerDoubling = 2.5;
const measurements = 3;

/**
 * By how much processor time grows, on average, where the size is doubled. What grows too much is measured again: the
 * least of three counts, since noise and collected garbage do not come every time.
 */
export function perDoubling(workOfSize: (size: number) => () => unknown, sizes: readonly number[]): number {
  let least = Number.POSITIVE_INFINITY;
  for (let time = 0; time < measurements && least > mostPerDoubling; time += 1) {
    const times = sizes.map((size) => processorMs(workOfSize(size)));
    const whole = (times.at(-1) ?? 0) / (times[0] ?? 1);
    least = Math.min(least, whole ** (1 / (sizes.length - 1)));
  }
  return least;
}
