/** One piece of work, and the processor time it has taken so far. */
export type Work = { readonly ms: () => number; readonly end: () => number };

/** Splits the processor time of this process among what is at work in it at the same time. */
export class SharedProcessorTime {
  readonly #cpuMs: () => number;
  readonly #atWork = new Set<{ ms: number }>();
  #seenMs = 0;

  constructor(
    cpuMs: () => number = () => {
      const { user, system } = process.cpuUsage();
      return (user + system) / 1000;
    },
  ) {
    this.#cpuMs = cpuMs;
  }

  begin(): Work {
    this.#split();
    const work = { ms: 0 };
    this.#atWork.add(work);
    const ms = () => {
      this.#split();
      return work.ms;
    };
    const end = () => {
      this.#split();
      this.#atWork.delete(work);
      return work.ms;
    };
    return { ms, end };
  }

  #split(): void {
    const now = this.#cpuMs();
    for (const work of this.#atWork) work.ms += (now - this.#seenMs) / this.#atWork.size;
    this.#seenMs = now;
  }
}
