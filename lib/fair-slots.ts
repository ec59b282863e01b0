type Waiting = { begin: () => void };
/** A name, or a thing of which each asks for itself. */
type Asker = string | object;

/** More wait for one than may. */
export class TooManyWaiting extends Error {
  constructor() {
    super("More wait for a slot than may.");
    this.name = "TooManyWaiting";
  }
}

/**
 * Slots for something scarce: `atOnce` are held at a time, `ofOne` of them by the same asker, and the askers that wait
 * are served in turns. However much one asks for, another waits for no more than one of each.
 */
export class FairSlots {
  readonly #limits: { atOnce: number; ofOne: number; waiting: number };
  /** In the order in which the askers have their next turn. */
  readonly #waiting = new Map<Asker, Waiting[]>();
  readonly #held = new Map<Asker, number>();
  #inUse = 0;

  /** `waiting`: how many of one asker may wait beside those that have a slot. */
  constructor(limits: { atOnce: number; ofOne: number; waiting: number }) {
    this.#limits = limits;
  }

  /**
   * Resolves with the way to give the slot back, once there is one. Rejects with TooManyWaiting, or with the signal's
   * reason where that is aborted before.
   */
  async take(asker: Asker, signal?: AbortSignal): Promise<() => void> {
    signal?.throwIfAborted();
    const queue = this.#waiting.get(asker) ?? [];
    if (!this.#isFree(asker) && queue.length >= this.#limits.waiting) throw new TooManyWaiting();
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const leave = () => {
      const index = queue.indexOf(own);
      if (index < 0) return;
      queue.splice(index, 1);
      if (queue.length === 0) this.#waiting.delete(asker);
      reject(signal?.reason);
    };
    const own = {
      begin: () => {
        signal?.removeEventListener("abort", leave);
        resolve();
      },
    };
    signal?.addEventListener("abort", leave, { once: true });
    queue.push(own);
    this.#waiting.set(asker, queue);
    this.#beginNext();
    await promise;
    let isHeld = true;
    return () => {
      if (isHeld) this.#release(asker);
      isHeld = false;
    };
  }

  /** Runs the work in a slot. */
  async run<T>(asker: Asker, work: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    const release = await this.take(asker, signal);
    try {
      return await work();
    } finally {
      release();
    }
  }

  #isFree(asker: Asker): boolean {
    return this.#inUse < this.#limits.atOnce && (this.#held.get(asker) ?? 0) < this.#limits.ofOne;
  }

  #beginNext(): void {
    for (const [asker, queue] of this.#waiting) {
      if (this.#inUse >= this.#limits.atOnce) return;
      if (!this.#isFree(asker)) continue;
      const next = queue.shift();
      this.#moveToEnd(asker, queue);
      this.#inUse += 1;
      this.#held.set(asker, (this.#held.get(asker) ?? 0) + 1);
      next?.begin();
    }
  }

  #release(asker: Asker): void {
    this.#inUse -= 1;
    const left = (this.#held.get(asker) ?? 1) - 1;
    if (left > 0) this.#held.set(asker, left);
    else this.#held.delete(asker);
    this.#moveToEnd(asker, this.#waiting.get(asker) ?? []);
    this.#beginNext();
  }

  /** Whoever had a turn is last for the next one. */
  #moveToEnd(asker: Asker, queue: Waiting[]): void {
    this.#waiting.delete(asker);
    if (queue.length > 0) this.#waiting.set(asker, queue);
  }
}
