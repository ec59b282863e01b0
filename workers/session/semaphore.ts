type Waiter = { size: number; admit: () => void };

/** Admits first come, first served while the admitted sizes fit the limit; one that never fits goes in alone. */
export class Semaphore {
  #limit: number;
  #inUse = 0;
  #queue: Waiter[] = [];

  constructor(limit: number) {
    this.#limit = limit;
  }

  get limit(): number {
    return this.#limit;
  }

  get inUse(): number {
    return this.#inUse;
  }

  resize(limit: number): void {
    this.#limit = limit;
    this.#admit();
  }

  /** Resolves with the way to give back; rejects with the signal's reason when aborted before. `isUrgent`: before all who wait. */
  async acquire(size: number, signal: AbortSignal, isUrgent = false): Promise<() => void> {
    signal.throwIfAborted();
    if (this.#queue.length === 0 && this.#fits(size)) {
      this.#inUse += size;
      return () => this.#release(size);
    }
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const waiter: Waiter = { size, admit: resolve };
    const give = () => {
      this.#queue = this.#queue.filter((queued) => queued !== waiter);
      reject(signal.reason);
      this.#admit();
    };
    signal.addEventListener("abort", give, { once: true });
    if (isUrgent) this.#queue.unshift(waiter);
    else this.#queue.push(waiter);
    this.#admit();
    await promise.finally(() => signal.removeEventListener("abort", give));
    return () => this.#release(size);
  }

  #release(size: number): void {
    this.#inUse -= size;
    this.#admit();
  }

  #admit(): void {
    for (let next = this.#queue[0]; next && this.#fits(next.size); next = this.#queue[0]) {
      this.#queue.shift();
      this.#inUse += next.size;
      next.admit();
    }
  }

  #fits(size: number): boolean {
    return this.#inUse + size <= this.#limit || (this.#inUse === 0 && this.#limit > 0);
  }
}
