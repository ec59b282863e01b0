import { TimeBucket } from "#/workers/time-bucket.ts";

/** The processor time that is left over while a process is at work no more than `full` of the time, from 0 to 1. */
export class SpareTime {
  readonly #full: number;
  readonly #bucket = new TimeBucket();
  /** Milliseconds for each one that passes. */
  #rate = 1;

  constructor(full: number) {
    this.#full = full;
  }

  pass(ms: number): void {
    this.#bucket.add(this.#rate * ms);
  }

  /**
   * Feels its way: a little more while there is room; while there is none, less by a tenth, or by far more where far too
   * much was used.
   */
  measured(busy: number): void {
    const over = busy - this.#full;
    this.#rate = over > 0 ? this.#rate * Math.min(0.9, 1 - 2 * over) : Math.min(1, this.#rate + 0.05);
  }

  take(ms: number): boolean {
    return this.#bucket.take(ms);
  }
}
