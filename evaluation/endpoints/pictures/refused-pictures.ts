import type { PictureFault } from "#/evaluation/endpoints/pictures/picture-refusal.ts";

/** All pictures of one request together: types, bytes in sum, longest side and pixels of the largest. */
export type Measured = { mimes: readonly string[]; bytes: number; longest: number; pixels: number };

type Refusal = { fault: PictureFault; what: Measured };

/** What an endpoint is known to refuse, so that the same refusal is not met for every item. */
export class RefusedPictures {
  #refusals: Refusal[] = [];
  readonly #accepted = new Set<string>();

  get isEmpty(): boolean {
    return this.#refusals.length === 0;
  }

  /** A type that was taken once is not held against other pictures of it. */
  accepted(mimes: readonly string[]): void {
    for (const mime of mimes) this.#accepted.add(mime);
  }

  /** Refusals count once another form of the same picture was taken: only that proves what was wrong. */
  learn(refusals: readonly Refusal[], taken: Measured): void {
    const known = refusals
      .map(({ fault, what }) => ({ fault, what: { ...what, mimes: this.#guilty(what.mimes, taken.mimes) } }))
      .filter(({ fault, what }) => fault !== "format" || what.mimes.length > 0)
      .filter(({ fault, what }) => !this.foresees(what, fault));
    this.#refusals.push(...known);
  }

  /** Returns whether this was refused before, or something no larger. */
  foresees(what: Measured, about?: PictureFault): boolean {
    return this.#refusals.some(
      (refusal) => (about ?? refusal.fault) === refusal.fault && isAtLeast(what, refusal),
    );
  }

  #guilty(refused: readonly string[], taken: readonly string[]): string[] {
    return refused.filter((mime) => !taken.includes(mime) && !this.#accepted.has(mime));
  }
}

/** Returns whether `what` is as bad as what was refused: of its type, or no smaller in what it was refused for. */
export function isAtLeast(what: Measured, { fault, what: refused }: Refusal): boolean {
  const large = what.longest >= refused.longest && what.pixels >= refused.pixels;
  switch (fault) {
    case "format":
      // Which of several types was meant is not known: only all of them again are as bad.
      return refused.mimes.every((mime) => what.mimes.includes(mime));
    case "bytes":
      return what.bytes >= refused.bytes;
    case "pixels":
      return large;
    case "size":
      return large && what.bytes >= refused.bytes;
  }
}
