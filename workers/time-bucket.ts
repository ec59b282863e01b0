/** Milliseconds that may be used in one burst. */
const burstMs = 50;

/** Processor time that comes in by and by and is kept for a short burst only. */
export class TimeBucket {
  #ms = burstMs;

  get level(): number {
    return this.#ms;
  }

  add(ms: number): void {
    this.#ms = Math.min(burstMs, this.#ms + ms);
  }

  fill(): void {
    this.#ms = burstMs;
  }

  /** What was used without being asked for; the bucket may owe it. */
  subtract(ms: number): void {
    this.#ms -= ms;
  }

  /** Takes so much where there is so much, or the longest burst; what is missing then is owed. */
  take(ms: number): boolean {
    if (this.#ms < Math.min(ms, burstMs)) return false;
    this.#ms -= ms;
    return true;
  }
}
