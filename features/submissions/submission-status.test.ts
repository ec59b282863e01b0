import { expect, it } from "vitest";
import { submissionStatus } from "#/features/submissions/submission-status.ts";
import type { RunStatus } from "#/features/submissions/submission-view.ts";

const cases: [RunStatus[], RunStatus][] = [
  [["queued", "queued"], "queued"],
  [["finished", "queued"], "running"],
  [["running", "paused"], "running"],
  [["finished", "paused"], "paused"],
  [["finished", "failed"], "failed"],
  [["finished", "cancelled"], "cancelled"],
  [["finished", "finished"], "finished"],
];

it.each(cases)("%j is %s", (runs, status) => {
  expect(submissionStatus(runs.map((run) => ({ status: run })))).toBe(status);
});
