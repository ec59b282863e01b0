import type { RunStatus } from "#/features/submissions/submission-view.ts";

const strongestFirst: RunStatus[] = ["running", "queued", "paused", "failed", "cancelled", "finished"];

/**
 * A submission does what its runs do: it goes on while one goes on, waits when those left wait, and has
 * finished only when every run has. One that has begun is running, even while its next run is queued.
 */
export function submissionStatus(runs: readonly { status: RunStatus }[]): RunStatus {
  const present = new Set(runs.map((run) => run.status));
  const strongest = strongestFirst.find((status) => present.has(status)) ?? "queued";
  return strongest === "queued" && present.size > 1 ? "running" : strongest;
}
