const failuresBeforeCheck = 5;
const unusableBeforeStop = 20;

/** Counts what a submission's endpoint has done lately, to tell one bad item from a bad endpoint. */
export class CircuitBreaker {
  #failuresInRow = 0;
  #unusableInRow = 0;
  #successes = 0;

  get successes(): number {
    return this.#successes;
  }

  succeeded(): void {
    this.#successes += 1;
    this.#failuresInRow = 0;
    this.#unusableInRow = 0;
  }

  /** Counts a call without a reply after all retries; returns whether to check that the endpoint is alive at all. */
  failed(): boolean {
    this.#failuresInRow += 1;
    return this.#failuresInRow >= failuresBeforeCheck;
  }

  /** Counts a reply of no use, such as a refusal of this picture; returns whether nothing else has ever come. */
  unusable(): boolean {
    this.#unusableInRow += 1;
    return this.#successes === 0 && this.#unusableInRow >= unusableBeforeStop;
  }

  reset(): void {
    this.#failuresInRow = 0;
  }
}
