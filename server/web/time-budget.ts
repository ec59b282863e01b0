type Debt = { ms: number; at: number };

const mostKeys = 10_000;
const keptKeys = 9_000;

/**
 * How much time each key may take: so much at once, and in the long run a share of all time. What was taken more of is
 * paid off before anything new begins.
 */
export class TimeBudget {
  readonly #atOnceMs: number;
  readonly #share: number;
  readonly #now: () => number;
  readonly #debts = new Map<string, Debt>();

  constructor(atOnceMs: number, share: number, now: () => number = () => performance.now()) {
    this.#atOnceMs = atOnceMs;
    this.#share = share;
    this.#now = now;
  }

  /** Milliseconds until something of this key may begin. */
  waitMs(key: string): number {
    return Math.max(0, (this.#debtOf(key) - this.#atOnceMs) / this.#share);
  }

  charge(key: string, ms: number): void {
    const debt = this.#debtOf(key) + ms;
    this.#debts.delete(key);
    this.#debts.set(key, { ms: debt, at: this.#now() });
    if (this.#debts.size > mostKeys) this.#forget();
  }

  #debtOf(key: string): number {
    const debt = this.#debts.get(key);
    return debt ? Math.max(0, debt.ms - (this.#now() - debt.at) * this.#share) : 0;
  }

  /** Of those who were charged longest ago. */
  #forget(): void {
    for (const key of this.#debts.keys()) {
      if (this.#debts.size <= keptKeys) return;
      this.#debts.delete(key);
    }
  }
}
