import type { ErrorKind } from "#/evaluation/endpoints/errors/error-table.ts";

/** Why a request was sent once more; `starved`: its answer was cut off by its budget. */
export type RetryCause = ErrorKind;

export type RetryCounts = Readonly<Partial<Record<RetryCause, number>>>;

/** Counts repeated requests by what caused them. */
export class RetryTally {
  #counts: RetryCounts = {};

  get counts(): RetryCounts {
    return this.#counts;
  }

  add(cause: RetryCause): void {
    this.#counts = addCounts(this.#counts, { [cause]: 1 });
  }
}

export function addCounts(one: RetryCounts, other: RetryCounts): RetryCounts {
  const sum = { ...one };
  for (const [cause, count] of Object.entries(other) as [RetryCause, number][]) {
    sum[cause] = (sum[cause] ?? 0) + count;
  }
  return sum;
}
