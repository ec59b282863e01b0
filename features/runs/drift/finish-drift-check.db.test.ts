import { afterAll, expect, it, vi } from "vitest";
import type { DriftVerdict } from "#/evaluation/drift/detect-drift.ts";
import { recordResults } from "#/features/runs/batches/record-results.ts";
import { finishDriftCheck } from "#/features/runs/drift/finish-drift-check.ts";
import { leaseDriftCheck } from "#/features/runs/drift/lease-drift-check.ts";
import { leaseBatch } from "#/features/runs/leases/lease-batch.ts";
import { pauseRuns } from "#/features/runs/pauses/pause-runs.ts";
import { noAnswer } from "#/features/runs/task-runner.ts";
import { reconcile } from "#/features/scoring/reconcile.ts";
import { submissionView } from "#/features/submissions/queries.ts";
import { retrySubmission } from "#/features/submissions/retry-submission.ts";
import { closeQueue } from "#/jobs/enqueue.ts";
import { db, pool } from "#/lib/db.ts";
import { settleAll } from "#/test/run-jobs.ts";
import { fixtureDataset, fixtureSubmission } from "#/test/submission-fixtures.ts";
import { useTestDatabase } from "#/test/test-database.ts";

useTestDatabase({ ENDPOINT_ALLOWLIST: "127.0.0.1" });
afterAll(closeQueue);

const message = "The endpoint now calls its model mind-2.";
const changed: DriftVerdict = { findings: [{ part: "model", words: message }], samples: [] };
const good: DriftVerdict = { findings: [], samples: [] };

async function scene(runs = 1) {
  const datasets = await Promise.all(Array.from({ length: runs }, () => fixtureDataset(501)));
  return fixtureSubmission("http://127.0.0.1:9/v1", datasets);
}

async function leased(id: string, leaseMs = 60_000) {
  const driftCheck = await leaseDriftCheck(id, "w", leaseMs);
  if (!driftCheck) throw new Error("no canary to lease");
  return driftCheck;
}

async function answerAll(id: string): Promise<void> {
  for (let lease = await leaseBatch(id, "w", 60_000); lease; lease = await leaseBatch(id, "w", 60_000)) {
    const { firstItem, lastItem } = lease;
    const items = Array.from({ length: lastItem - firstItem + 1 }, (_, n) => firstItem + n);
    await recordResults(
      lease,
      items.map((item) => ({ ...noAnswer, item, outcome: "correct" as const, attempts: 1 })),
    );
  }
}

async function overcome(id: string): Promise<void> {
  await pool().query("UPDATE runs SET resume_at = now() WHERE submission_id = $1 AND resume_at IS NOT NULL", [
    id,
  ]);
  await reconcile();
}

const found = { status: "paused", reasonCode: "endpoint-changed", resumeAt: null };

it("pauses for the owner a submission that waited for a passing trouble when the verdict came", async () => {
  const { id, actor } = await scene(2);
  const driftCheck = await leased(id);
  await pauseRuns(id, "endpoint-down", "503");
  await finishDriftCheck(id, driftCheck, changed, 24);
  await overcome(id);
  await answerAll(id);
  await settleAll(id);
  const { runs } = await submissionView(actor, id);
  expect(runs).toMatchObject([found, found]);
  expect(runs[0]?.reason).toContain(message);
  await retrySubmission(actor, id);
  expect((await submissionView(actor, id)).status).toBe("queued");
  expect(await leased(id)).toMatchObject({ isStart: true });
});

it("keeps what waits for its owner as it is, and what has ended", async () => {
  const { id, actor } = await scene(2);
  const driftCheck = await leased(id);
  const [first, second] = await db().run.findMany({ where: { submissionId: id }, orderBy: { id: "asc" } });
  await db().run.update({ where: { id: second?.id ?? 0 }, data: { status: "finished" } });
  await pauseRuns(id, "endpoint-refused", "401");
  await finishDriftCheck(id, driftCheck, changed, 24);
  expect((await submissionView(actor, id)).runs).toMatchObject([
    { status: "paused", reasonCode: "endpoint-refused" },
    { status: "finished" },
  ]);
  await retrySubmission(actor, id, { apiKey: "sk-another-key-98765" });
  const driftChecks = await db().driftCheck.findMany({ where: { runId: first?.id ?? 0, dueItems: 0 } });
  expect(driftChecks.map(({ state }) => state).sort()).toEqual(["open", "rechecked"]);
});

it("takes no verdict of a worker that lost its drift check, whatever came since", async () => {
  const { id, actor } = await scene();
  const zombie = await leased(id, 1);
  const heir = await vi.waitUntil(() => leaseDriftCheck(id, "heir", 60_000));
  await finishDriftCheck(id, zombie, changed, 24);
  expect((await submissionView(actor, id)).runs[0]).toMatchObject({ status: "queued", reasonCode: null });
  await finishDriftCheck(id, heir, good, 20);
  await finishDriftCheck(id, zombie, changed, 24);
  expect((await submissionView(actor, id)).runs[0]).toMatchObject({
    status: "queued",
    canaries: { asked: 1, changed: 0, calls: 20 },
  });
});

it("is made up for where an earlier version let a run go on without it", async () => {
  const { id, actor } = await scene();
  const { runId, number } = await leased(id);
  await db().driftCheck.update({
    where: { runId_number: { runId, number } },
    data: { state: "changed", finding: message },
  });
  await reconcile();
  const { runs } = await submissionView(actor, id);
  expect(runs[0]).toMatchObject(found);
  expect(runs[0]?.reason).toContain(message);
});
