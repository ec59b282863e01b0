import { TimeBucket } from "#/workers/time-bucket.ts";

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
  readonly account: string;
  readonly #division: Division;
  readonly #waiting: ((estimate: number) => void)[] = [];
  readonly #bucket = new TimeBucket();
  #filledAt: number;
  #underWay = 0;
  #spent = 0;
  #items = 0;
  #typical = firstGuessMs;
  #at: number;
  readonly #openedAt: number;

  constructor(account: string, division: Division) {
    this.account = account;
    this.#division = division;
    this.#at = division.now();
    this.#filledAt = this.#at;
    this.#openedAt = this.#at;
  }

  /** Charges processor time, in milliseconds. */
  spend(cpuMs: number): void {
    this.#fade();
    this.#spent += cpuMs;
    this.#bucket.subtract(cpuMs);
  }

  /**
   * Resolves when an item may begin, with the way to say that it has ended; rejects with the signal's reason. What is urgent
   * goes before those that wait.
   */
  async begin(signal: AbortSignal, isUrgent = false): Promise<() => void> {
    signal.throwIfAborted();
    const isFirst = isUrgent || this.#waiting.length === 0;
    const begun = isFirst && this.#division.mayBegin(this) ? this.#began() : null;
    const estimate = begun ?? (await this.#turn(signal, isUrgent));
    return () => {
      this.#underWay -= 1;
      // What it was expected to take is given back, since what it took was charged meanwhile.
      this.#bucket.add(estimate);
      this.#fade();
      this.#items += 1;
      this.#typical = this.#spent / this.#items;
    };
  }

  /** Returns the milliseconds that it is expected to take. */
  #began(): number {
    this.#underWay += 1;
    return this.#typical;
  }

  async #turn(signal: AbortSignal, isUrgent: boolean): Promise<number> {
    const { promise, resolve, reject } = Promise.withResolvers<number>();
    const leave = () => {
      const index = this.#waiting.indexOf(resolve);
      // Its turn has come in the same turn of the event loop.
      if (index < 0) return;
      this.#waiting.splice(index, 1);
      reject(signal.reason);
    };
    signal.addEventListener("abort", leave, { once: true });
    if (isUrgent) this.#waiting.unshift(resolve);
    else this.#waiting.push(resolve);
    this.#division.waits();
    return promise.finally(() => signal.removeEventListener("abort", leave));
  }

  /** Lets the items begin that may; false where some still wait. */
  proceed(): boolean {
    while (this.#waiting.length > 0 && this.#division.mayBegin(this)) {
      // Counted from now on, also before its turn of the event loop comes.
      this.#waiting.shift()?.(this.#began());
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

  /** Milliseconds of its share that it has not used. */
  get left(): number {
    return this.#bucket.level;
  }

  /** Takes an item's time out of its share, which is so much of each millisecond. */
  take(part: number): boolean {
    const now = this.#division.now();
    this.#bucket.add((now - this.#filledAt) * part);
    this.#filledAt = now;
    return this.#bucket.take(this.#typical);
  }

  /** Nobody else wants any. */
  takeAlone(): true {
    this.#filledAt = this.#division.now();
    this.#bucket.fill();
    return true;
  }

  #fade(): void {
    const now = this.#division.now();
    const left = Math.exp((this.#at - now) / memoryMs);
    this.#spent *= left;
    this.#items *= left;
    this.#at = now;
  }
}
