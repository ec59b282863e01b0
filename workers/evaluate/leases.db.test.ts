import { afterAll, describe, expect, it, vi } from "vitest";
import { allocateSlots } from "#/features/runs/batches/allocate-slots.ts";
import { recordResults } from "#/features/runs/batches/record-results.ts";
import { leaseBatch } from "#/features/runs/leases/lease-batch.ts";
import { releaseLease } from "#/features/runs/leases/release-lease.ts";
import { renewLeases } from "#/features/runs/leases/renew-leases.ts";
import { pauseRuns } from "#/features/runs/pauses/pause-runs.ts";
import { submittedEndpoint } from "#/features/runs/queries.ts";
import { noAnswer } from "#/features/runs/task-runner.ts";
import { settleRun } from "#/features/scoring/settle-run.ts";
import { submissionView } from "#/features/submissions/queries.ts";
import { retrySubmission } from "#/features/submissions/retry-submission.ts";
import { closeQueue } from "#/jobs/enqueue.ts";
import { db, pool } from "#/lib/db.ts";
import { startMisbehavingEndpoint } from "#/test/misbehaving-endpoint.ts";
import { after as delayed, ok } from "#/test/misbehaviours.ts";
import { runJobs, settleAll } from "#/test/run-jobs.ts";
import {
  fixtureDataset,
  fixtureSubmission,
  fixtureWorker,
  itemOf,
  rightAnswer,
  seen,
} from "#/test/submission-fixtures.ts";
import { useTestDatabase } from "#/test/test-database.ts";

useTestDatabase({ ENDPOINT_ALLOWLIST: "127.0.0.1", WORKER_LEASE_MS: "1000" });
afterAll(closeQueue);

describe("leases", () => {
  const answer = (item: number) => ({ ...noAnswer, item, outcome: "correct" as const, attempts: 1 });

  it("let a killed worker's batch be taken over, asking only what it had not written; its late write is refused", async () => {
    await using server = await startMisbehavingEndpoint((call) => ok(rightAnswer(call)));
    const { id, actor } = await fixtureSubmission(server.url, [await fixtureDataset(32)]);
    const killed = await leaseBatch(id, "killed", 60_000);
    if (!killed) throw new Error("nothing to lease");
    expect(await recordResults(killed, [0, 1, 2, 3, 4].map(answer))).toMatchObject({ state: "leased" });
    expect(await leaseBatch(id, "early", 60_000)).toBeNull();
    await pool().query("UPDATE run_batches SET lease_until = now() - interval '1 second' WHERE run_id = $1", [
      killed.runId,
    ]);
    await runJobs(fixtureWorker(), id);
    expect(server.calls.map(itemOf).sort((a, b) => a - b)).toEqual(
      Array.from({ length: 27 }, (_, n) => n + 5),
    );
    expect(await recordResults(killed, [answer(31)])).toBeNull();
    await settleAll(id);
    expect((await submissionView(actor, id)).runs[0]).toMatchObject({
      status: "finished",
      done: 32,
      missing: 0,
    });
  });

  it("fence off a zombie: with an older token it can neither write, renew nor give back", async () => {
    const { id } = await fixtureSubmission("http://127.0.0.1:9/v1", [await fixtureDataset(20)]);
    const zombie = await leaseBatch(id, "zombie", 1);
    const heir = await vi.waitUntil(() => leaseBatch(id, "heir", 60_000));
    if (!zombie || !heir) throw new Error("nothing to lease");
    expect(heir).toMatchObject({ number: zombie.number, token: zombie.token + 1 });
    expect(await recordResults(zombie, [answer(0)])).toBeNull();
    expect(await renewLeases([zombie, heir], 60_000)).toMatchObject([{ token: heir.token }]);
    await releaseLease(zombie);
    expect(await db().itemResult.count({ where: { runId: heir.runId } })).toBe(0);
    expect(await recordResults(heir, [answer(0)])).toMatchObject({ state: "leased", status: "running" });
  });

  it("count every item once when writes repeat and overlap", async () => {
    const { id } = await fixtureSubmission("http://127.0.0.1:9/v1", [await fixtureDataset(20)]);
    const lease = await leaseBatch(id, "w", 60_000);
    if (!lease) throw new Error("nothing to lease");
    const all = Array.from({ length: 20 }, (_, n) => answer(n));
    await Promise.all([all, all.slice(5), all.slice(0, 12)].map((group) => recordResults(lease, group)));
    const [batch] = await db().runBatch.findMany({ where: { runId: lease.runId } });
    expect(batch).toMatchObject({ state: "done", done: 20, missing: 0, workerId: null });
    expect(await settleRun(lease.runId)).toBe("settled");
    expect(await settleRun(lease.runId)).toBe("not-due");
  });

  it("keep calls in flight of two workers within the submission's concurrency", async () => {
    await using server = await startMisbehavingEndpoint((call) => delayed(5, ok(rightAnswer(call))));
    const { id, actor } = await fixtureSubmission(server.url, [await fixtureDataset(400)], {
      concurrency: 6,
    });
    const workers = [fixtureWorker({ leaseMs: 1_000 }), fixtureWorker({ leaseMs: 1_000 })];
    for (const worker of workers) worker.leaseKeeper.start();
    await Promise.all(workers.map((worker) => runJobs(worker, id)));
    for (const worker of workers) worker.leaseKeeper.stop();
    await settleAll(id);
    expect((await submissionView(actor, id)).runs[0]).toMatchObject({ status: "finished", done: 400 });
    expect(server.calls).toHaveLength(400);
    expect(server.maxInFlight()).toBeLessThanOrEqual(6);
    expect(server.maxInFlight()).toBeGreaterThanOrEqual(5);
  });

  it("are not kept from others by a process that was frozen, or cut off, in the middle of a transaction", async () => {
    const { id } = await fixtureSubmission("http://127.0.0.1:9/v1", [await fixtureDataset(20)], {
      concurrency: 6,
    });
    const frozen = await pool().connect();
    await frozen.query("BEGIN");
    await frozen.query("SELECT FROM submissions WHERE id = $1 FOR NO KEY UPDATE", [id]);
    const request = { submissionId: id, workerId: "w", wanted: 9, open: 0, leaseMs: 1_000 };
    expect(await allocateSlots(request)).toBe(6);
    await expect(frozen.query("COMMIT")).rejects.toThrow();
    frozen.release(true);
  });

  it("cannot pause a run for what went wrong before its retry", async () => {
    const { id, actor } = await fixtureSubmission("http://127.0.0.1:9/v1", [await fixtureDataset(20)]);
    const before = await submittedEndpoint(id);
    if (!before) throw new Error("nothing was submitted");
    await pauseRuns(id, "endpoint-refused", "401", before);
    expect((await submissionView(actor, id)).status).toBe("paused");
    await retrySubmission(actor, id, { apiKey: "sk-another-key-98765" });
    await pauseRuns(id, "endpoint-refused", "401", before);
    await pauseRuns(id, "endpoint-refused", "401", { ...before, readAt: new Date(Date.now() + 60_000) });
    expect((await submissionView(actor, id)).status).toBe("queued");
    await pauseRuns(id, "endpoint-refused", "401", (await submittedEndpoint(id)) ?? before);
    expect((await submissionView(actor, id)).status).toBe("paused");
  });

  it("are given back by a worker that stops, without cutting a call", async () => {
    await using server = await startMisbehavingEndpoint((call) => delayed(30, ok(rightAnswer(call))));
    const { id, actor } = await fixtureSubmission(server.url, [await fixtureDataset(100)], {
      concurrency: 4,
    });
    const worker = fixtureWorker();
    const working = runJobs(worker, id);
    await seen(actor, id, ({ runs }) => (runs[0]?.done ?? 0) > 0);
    worker.shutdown.abort();
    await working;
    const done = (await submissionView(actor, id)).runs[0]?.done;
    expect(done).toBe(server.calls.length);
    expect(await db().runBatch.count({ where: { run: { submissionId: id }, state: "leased" } })).toBe(0);
    await runJobs(fixtureWorker(), id);
    expect(server.calls).toHaveLength(100);
  });
});
