type Waiting = { begin: () => void };
/** A thing of which each is its own owner, or a name. */
type Owner = object | string;

/**
 * Turns at something scarce: `atOnce` works at a time, one owner after another, and of one owner never two at a time.
 * However much one owner asks for, another waits for one work of each.
 */
export class FairTurns {
  readonly #atOnce: number;
  /** In the order in which the owners have their next turn. */
  readonly #waiting = new Map<Owner, Waiting[]>();
  readonly #working = new Set<Owner>();

  constructor(atOnce: number) {
    this.#atOnce = atOnce;
  }

  /** Runs the work when its owner has its turn; rejects with the signal's reason where that is aborted before. */
  async take<T>(owner: Owner, work: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    await this.#turn(owner, signal);
    try {
      return await work();
    } finally {
      this.#working.delete(owner);
      this.#toTheEnd(owner);
      this.#beginNext();
    }
  }

  #turn(owner: Owner, signal: AbortSignal | undefined): Promise<void> {
    signal?.throwIfAborted();
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const leave = () => {
      const others = (this.#waiting.get(owner) ?? []).filter((queued) => queued !== waiting);
      if (others.length > 0) this.#waiting.set(owner, others);
      else this.#waiting.delete(owner);
      reject(signal?.reason);
    };
    const waiting = {
      begin: () => {
        signal?.removeEventListener("abort", leave);
        resolve();
      },
    };
    signal?.addEventListener("abort", leave, { once: true });
    const queue = this.#waiting.get(owner);
    if (queue) queue.push(waiting);
    else this.#waiting.set(owner, [waiting]);
    this.#beginNext();
    return promise;
  }

  #beginNext(): void {
    for (const [owner, queue] of this.#waiting) {
      if (this.#working.size >= this.#atOnce) return;
      if (this.#working.has(owner)) continue;
      const next = queue.shift();
      if (queue.length === 0) this.#waiting.delete(owner);
      this.#working.add(owner);
      next?.begin();
    }
  }

  #toTheEnd(owner: Owner): void {
    const queue = this.#waiting.get(owner);
    if (!queue) return;
    this.#waiting.delete(owner);
    this.#waiting.set(owner, queue);
  }
}
