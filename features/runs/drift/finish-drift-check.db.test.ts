import { afterAll, expect, it, vi } from "vitest";
import type { CanaryVerdict } from "#/evaluation/drift/classify-drift.ts";
import { finishCanary } from "#/features/runs/drift/finish-drift-check.ts";
import { leaseBatch } from "#/features/runs/leases/lease-batch.ts";
import { leaseCanary } from "#/features/runs/drift/lease-drift-check.ts";
import { pauseRuns } from "#/features/runs/pauses/pause-runs.ts";
import { reconcile } from "#/features/scoring/reconcile.ts";
import { recordResults } from "#/features/runs/batches/record-results.ts";
import { noAnswer } from "#/features/runs/task-runner.ts";
import { submissionView } from "#/features/submissions/queries.ts";
import { retrySubmission } from "#/features/submissions/retry-submission.ts";
import { closeQueue } from "#/jobs/enqueue.ts";
import { db, pool } from "#/lib/db.ts";
import { settleAll } from "#/test/run-jobs.ts";
import { sceneDataset, sceneSubmission } from "#/test/submission-fixtures.ts";
import { useTestDatabase } from "#/test/test-database.ts";

useTestDatabase({ ENDPOINT_ALLOWLIST: "127.0.0.1" });
afterAll(closeQueue);

const words = "The endpoint now calls its model mind-2.";
const changed: CanaryVerdict = { findings: [{ part: "model", words }], askings: [] };
const good: CanaryVerdict = { findings: [], askings: [] };

async function scene(runs = 1) {
  const datasets = await Promise.all(Array.from({ length: runs }, () => sceneDataset(501)));
  return sceneSubmission("http://127.0.0.1:9/v1", datasets);
}

async function leased(id: string, leaseMs = 60_000) {
  const canary = await leaseCanary(id, "w", leaseMs);
  if (!canary) throw new Error("no canary to lease");
  return canary;
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
  const canary = await leased(id);
  await pauseRuns(id, "endpoint-down", "503");
  await finishCanary(id, canary, changed, 24);
  await overcome(id);
  await answerAll(id);
  await settleAll(id);
  const { runs } = await submissionView(actor, id);
  expect(runs).toMatchObject([found, found]);
  expect(runs[0]?.reason).toContain(words);
  await retrySubmission(actor, id);
  expect((await submissionView(actor, id)).status).toBe("queued");
  expect(await leased(id)).toMatchObject({ isStart: true });
});

it("keeps what waits for its owner as it is, and what has ended", async () => {
  const { id, actor } = await scene(2);
  const canary = await leased(id);
  const [first, second] = await db().run.findMany({ where: { submissionId: id }, orderBy: { id: "asc" } });
  await db().run.update({ where: { id: second?.id ?? 0 }, data: { status: "finished" } });
  await pauseRuns(id, "endpoint-refused", "401");
  await finishCanary(id, canary, changed, 24);
  expect((await submissionView(actor, id)).runs).toMatchObject([
    { status: "paused", reasonCode: "endpoint-refused" },
    { status: "finished" },
  ]);
  await retrySubmission(actor, id, { apiKey: "sk-another-key-98765" });
  const canaries = await db().runCanary.findMany({ where: { runId: first?.id ?? 0, dueItems: 0 } });
  expect(canaries.map(({ state }) => state).sort()).toEqual(["open", "rechecked"]);
});

it("takes no verdict of a worker that lost its canary, whatever came since", async () => {
  const { id, actor } = await scene();
  const zombie = await leased(id, 1);
  const heir = await vi.waitUntil(() => leaseCanary(id, "heir", 60_000));
  await finishCanary(id, zombie, changed, 24);
  expect((await submissionView(actor, id)).runs[0]).toMatchObject({ status: "queued", reasonCode: null });
  await finishCanary(id, heir, good, 20);
  await finishCanary(id, zombie, changed, 24);
  expect((await submissionView(actor, id)).runs[0]).toMatchObject({
    status: "queued",
    canaries: { asked: 1, changed: 0, calls: 20 },
  });
});

it("is made up for where an earlier version let a run go on without it", async () => {
  const { id, actor } = await scene();
  const { runId, number } = await leased(id);
  await db().runCanary.update({
    where: { runId_number: { runId, number } },
    data: { state: "changed", finding: words },
  });
  await reconcile();
  const { runs } = await submissionView(actor, id);
  expect(runs[0]).toMatchObject(found);
  expect(runs[0]?.reason).toContain(words);
});
