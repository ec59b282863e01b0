/** Ends what was begun, so that the next one may begin. */
export type Leave = () => void;
type Turn = { begin: (leave: Leave) => void };

/** A few at a time; who waits is taken from each key in turn, so that a long line of one stands in nobody else's way. */
export class FairQueue {
  readonly #atOnce: number;
  readonly #longest: number;
  readonly #lines = new Map<string, Turn[]>();
  #begun = 0;
  #waiting = 0;

  constructor(atOnce: number, longest: number) {
    this.#atOnce = atOnce;
    this.#longest = longest;
  }

  get isFull(): boolean {
    return this.#waiting >= this.#longest;
  }

  /** Resolves when it is the turn of `key`; rejects with the signal's reason if that comes first. */
  enter(key: string, signal: AbortSignal): Promise<Leave> {
    return new Promise((resolve, reject) => {
      if (signal.aborted) return reject(signal.reason);
      const turn: Turn = {
        begin: (leave) => {
          signal.removeEventListener("abort", give);
          resolve(leave);
        },
      };
      const give = () => {
        this.#remove(key, turn);
        reject(signal.reason);
      };
      signal.addEventListener("abort", give, { once: true });
      const line = this.#lines.get(key) ?? [];
      this.#lines.set(key, line);
      line.push(turn);
      this.#waiting += 1;
      this.#next();
    });
  }

  #next(): void {
    while (this.#begun < this.#atOnce) {
      const [first] = this.#lines;
      if (!first) return;
      const [key, line] = first;
      const turn = line.shift();
      this.#lines.delete(key);
      if (line.length > 0) this.#lines.set(key, line);
      if (!turn) continue;
      this.#waiting -= 1;
      this.#begun += 1;
      turn.begin(this.#leave());
    }
  }

  #leave(): Leave {
    let left = false;
    return () => {
      if (left) return;
      left = true;
      this.#begun -= 1;
      this.#next();
    };
  }

  #remove(key: string, turn: Turn): void {
    const line = this.#lines.get(key);
    const at = line?.indexOf(turn) ?? -1;
    if (!line || at < 0) return;
    line.splice(at, 1);
    this.#waiting -= 1;
    if (line.length === 0) this.#lines.delete(key);
  }
}
