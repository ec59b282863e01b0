import { describePlace, type Place } from "#/evaluation/predictions/prediction-row.ts";
import { AppError } from "#/lib/errors.ts";

/** Problems written out in an error; the rest is counted. */
export const shownProblems = 50;

/** Everything wrong with a file, gathered so that its owner can repair it in one go. */
export class ProblemList {
  readonly name: string;
  readonly #shown: string[] = [];
  #total = 0;

  constructor(name: string) {
    this.name = name;
  }

  get total(): number {
    return this.#total;
  }

  /** Adds a problem at a place of the file, or of the file as a whole (null). */
  add(place: Place | null, what: string): void {
    this.#total++;
    if (this.#shown.length < shownProblems) {
      this.#shown.push(place === null ? what : `${describePlace(place)}: ${what}`);
    }
  }

  /** Counts problems that are not to be shown. */
  addMore(count: number): void {
    this.#total += count;
  }

  /** AppError "bad-input" with every shown problem in `fields.file`. */
  error(): AppError {
    const hidden = this.#total - this.#shown.length;
    const file = hidden === 0 ? this.#shown : [...this.#shown, `and ${hidden.toLocaleString("en")} more`];
    const count = this.#total === 1 ? "1 problem" : `${this.#total.toLocaleString("en")} problems`;
    const message = `${this.name} cannot be scored: ${count}. First: ${this.#shown[0] ?? "none"}`;
    return new AppError("bad-input", message, { fields: { file } });
  }

  throwIfAny(): void {
    if (this.#total > 0) throw this.error();
  }
}
