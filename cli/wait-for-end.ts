import { setTimeout as delay } from "node:timers/promises";
import type { User } from "#/features/access/actor.ts";
import { submissionView } from "#/features/submissions/queries.ts";
import type { SubmissionView } from "#/features/submissions/submission-view.ts";

const lookEveryMs = 1000;
const patienceMs = 20_000;
const ended = new Set(["finished", "failed", "cancelled"]);

/** Looks until the submission ends or waits for a person; progress goes to stderr. */
export async function waitForEnd(user: User, id: string, signal: AbortSignal): Promise<SubmissionView> {
  const startedAt = Date.now();
  let said = "";
  let warned = false;
  for (;;) {
    const view = await submissionView(user, id);
    const line = progressLine(view);
    if (line !== said) process.stderr.write(`${line}\n`);
    said = line;
    if (ended.has(view.status) || needsPerson(view)) return view;
    if (!warned && view.status === "queued" && Date.now() - startedAt > patienceMs) {
      warned = true;
      process.stderr.write("No worker has picked it up. Start one with: npm run start:worker\n");
    }
    await delay(lookEveryMs, undefined, { signal });
  }
}

function needsPerson({ status, runs }: SubmissionView): boolean {
  return status === "paused" && runs.every((run) => run.status !== "paused" || run.resumeAt === null);
}

function progressLine({ status, runs }: SubmissionView): string {
  const parts = runs.map(({ dataset, done, missing, total }) => {
    const lost = missing > 0 ? `, ${missing} missing` : "";
    return `${dataset} ${done + missing}/${total}${lost}`;
  });
  return [status, ...parts].join(" · ");
}
