import { measureBusy } from "#/workers/measure-busy.ts";
import { ProcessorShare } from "#/workers/processor-share.ts";

/** So much more than its share may be measured of one that keeps to it. */
const slack = 1.1;
/** Above this no processor time is left over. */
const full = 0.98;
const fewItems = 4;
const lookEveryMs = 20;
/** Items that begin in one burst on what is left over. */
const longestBurstMs = 50;

type Options = {
  /** The part of the time since the last question in which the process was at work; null: too soon to tell. */
  measure?: () => number | null;
  now?: () => number;
};

/**
 * Divides the processor time of a worker process among the submissions that it is at. What the items of each cost is
 * charged to it; one that has taken more than its share begins its next items only on what the others leave over. One
 * alone never waits.
 */
export class ProcessorShares {
  readonly #measure: () => number | null;
  readonly #now: () => number;
  readonly #open = new Set<ProcessorShare>();
  /** Until it is measured, there may be no time left over. */
  #busy = 1;
  /** Milliseconds, for each one that passes, of which submissions above their share may make use together. */
  #leftOver = 1;
  #credit = longestBurstMs;
  #creditAt: number;
  #timer: NodeJS.Timeout | null = null;

  constructor({ measure = measureBusy(), now = () => performance.now() }: Options = {}) {
    this.#measure = measure;
    this.#now = now;
    this.#creditAt = now();
  }

  open(): ProcessorShare {
    const share = new ProcessorShare({
      now: this.#now,
      mayBegin: (asking) => this.#mayBegin(asking),
      waits: () => this.#lookSoon(),
      close: (closed) => this.#open.delete(closed),
    });
    this.#open.add(share);
    return share;
  }

  #mayBegin(share: ProcessorShare): boolean {
    const others = [...this.#open].filter((other) => other !== share && other.isActive);
    if (others.length === 0) return true;
    this.#look();
    // What an item costs is not known yet: a few find out.
    if (share.isNew && share.underWay >= fewItems) return false;
    const { cost } = share;
    const total = others.reduce((sum, other) => sum + other.cost, cost);
    const taken = total === 0 ? 0 : (this.#busy * cost) / total;
    if (taken <= slack / (others.length + 1)) return true;
    if (this.#credit < Math.min(share.typical, longestBurstMs)) return false;
    this.#credit -= share.typical;
    return true;
  }

  #look(): void {
    const now = this.#now();
    this.#credit = Math.min(longestBurstMs, this.#credit + this.#leftOver * (now - this.#creditAt));
    this.#creditAt = now;
    const busy = this.#measure();
    if (busy === null) return;
    this.#busy = busy;
    this.#leftOver = busy > full ? this.#leftOver * 0.9 : Math.min(1, this.#leftOver + 0.05);
  }

  #lookSoon(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = null;
      // Whoever has taken least is first.
      const inOrder = [...this.#open].sort((one, other) => one.cost - other.cost);
      const settled = inOrder.map((share) => share.proceed());
      if (settled.includes(false)) this.#lookSoon();
    }, lookEveryMs);
  }
}
