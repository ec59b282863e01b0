import type { PublishedEntry } from "#/features/leaderboards/entries/published-entry.ts";

/** The stored result of a test of two entries on the same items. */
export type PairResult = { first: number; second: number; difference: number; error: number; p: number };

/** p of a difference, and whether both were tested on the same items. */
export type TestedPair = { p: number; paired: boolean };

type Tested = Pick<PublishedEntry, "id" | "datasetId" | "comparedAt">;

export class PairedComparisons {
  readonly #results = new Map<number, Map<number, PairResult>>();

  /** Of accuracies only results that may be significant and those of neighbours may be given. */
  constructor(results: readonly PairResult[]) {
    for (const result of results) {
      const ofFirst = this.#results.get(result.first) ?? new Map<number, PairResult>();
      this.#results.set(result.first, ofFirst.set(result.second, result));
    }
  }

  /** Returns the first minus the second; null where the pair was not tested. */
  of(a: Tested, b: Tested): Omit<PairResult, "first" | "second"> | null {
    const straight = this.#results.get(a.id)?.get(b.id);
    if (straight) return straight;
    const turned = this.#results.get(b.id)?.get(a.id);
    return turned ? { ...turned, difference: -turned.difference } : null;
  }

  /** p of the paired test; 1 where both were compared and only significant results were read. */
  p(a: Tested, b: Tested): TestedPair | null {
    const found = this.of(a, b);
    if (found) return { p: found.p, paired: true };
    return areCompared(a, b) ? { p: 1, paired: true } : null;
  }

  error(a: Tested, b: Tested): number | null {
    return this.of(a, b)?.error ?? null;
  }
}

function areCompared(a: Tested, b: Tested): boolean {
  return (
    a.comparedAt !== null && b.comparedAt !== null && a.datasetId !== null && a.datasetId === b.datasetId
  );
}

export const noPairedComparisons = new PairedComparisons([]);

/** Returns the stored test of two entries, else what the figures alone tell. */
export function pairedOrNot(
  pairs: PairedComparisons,
  a: Tested | undefined,
  b: Tested | undefined,
  unpaired: () => number | null,
): TestedPair | null {
  const found = a && b ? pairs.p(a, b) : null;
  if (found) return found;
  const p = unpaired();
  return p === null ? null : { p, paired: false };
}

export function pairedError(
  pairs: PairedComparisons,
  a: Tested | undefined,
  b: Tested | undefined,
): number | null {
  return a && b ? pairs.error(a, b) : null;
}
