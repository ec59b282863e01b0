/** What was spent so long ago counts a third. */
const memoryMs = 2_000;
const newMs = 2_000;
/** Of an item of a submission of which nothing is known yet. */
const firstGuessMs = 1;

type Division = {
  now: () => number;
  /** Whether the share may begin an item now. */
  mayBegin: (share: ProcessorShare) => boolean;
  /** The share has items that wait. */
  waits: () => void;
  close: (share: ProcessorShare) => void;
};

/** One submission's account of the processor time that its items took. */
export class ProcessorShare {
  readonly #division: Division;
  readonly #waiting: (() => void)[] = [];
  #underWay = 0;
  #spent = 0;
  #items = 0;
  #typical = firstGuessMs;
  #at: number;
  readonly #openedAt: number;

  constructor(division: Division) {
    this.#division = division;
    this.#at = division.now();
    this.#openedAt = this.#at;
  }

  /** Charges processor time, in milliseconds. */
  spend(cpuMs: number): void {
    this.#fade();
    this.#spent += cpuMs;
  }

  /** Resolves when an item may begin, with the way to say that it has ended; rejects with the signal's reason. */
  async begin(signal: AbortSignal): Promise<() => void> {
    signal.throwIfAborted();
    if (this.#waiting.length === 0 && this.#division.mayBegin(this)) this.#underWay += 1;
    else await this.#turn(signal);
    return () => {
      this.#underWay -= 1;
      this.#fade();
      this.#items += 1;
      this.#typical = this.#spent / this.#items;
    };
  }

  async #turn(signal: AbortSignal): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const leave = () => {
      const place = this.#waiting.indexOf(resolve);
      // Its turn has come in the same turn of the event loop.
      if (place < 0) return;
      this.#waiting.splice(place, 1);
      reject(signal.reason);
    };
    signal.addEventListener("abort", leave, { once: true });
    this.#waiting.push(resolve);
    this.#division.waits();
    await promise.finally(() => signal.removeEventListener("abort", leave));
  }

  /** Lets the items begin that may; false where some still wait. */
  proceed(): boolean {
    while (this.#waiting.length > 0 && this.#division.mayBegin(this)) {
      // Counted from now on, also before its turn of the event loop comes.
      this.#underWay += 1;
      this.#waiting.shift()?.();
    }
    return this.#waiting.length === 0;
  }

  close(): void {
    this.#division.close(this);
  }

  get isActive(): boolean {
    return this.#waiting.length > 0 || this.#underWay > 0;
  }

  get underWay(): number {
    return this.#underWay;
  }

  /** No item of it has ended, and it has not had the time for one of an endpoint that is slow. */
  get isNew(): boolean {
    return this.#items === 0 && this.#division.now() - this.#openedAt < newMs;
  }

  /** Milliseconds that an item of it takes. */
  get typical(): number {
    return this.#typical;
  }

  /** Milliseconds spent lately, with those that the items under way will take. */
  get cost(): number {
    this.#fade();
    return this.#spent + this.#underWay * this.#typical;
  }

  #fade(): void {
    const now = this.#division.now();
    const left = Math.exp((this.#at - now) / memoryMs);
    this.#spent *= left;
    this.#items *= left;
    this.#at = now;
  }
}
