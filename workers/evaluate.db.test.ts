import { text } from "node:stream/consumers";
import { afterAll, afterEach, describe, expect, it } from "vitest";
import { exportItems } from "#/features/results/export-items.ts";
import { leaseBatch } from "#/features/runs/lease-batch.ts";
import { reconcile } from "#/features/runs/reconcile.ts";
import { recordResults } from "#/features/runs/record-results.ts";
import { settleRun } from "#/features/runs/settle-run.ts";
import { noAnswer } from "#/features/runs/tasks/task-runner.ts";
import { cancelSubmission } from "#/features/submissions/cancel-submission.ts";
import { submissionView } from "#/features/submissions/queries.ts";
import { retrySubmission } from "#/features/submissions/retry-submission.ts";
import { closeQueue } from "#/jobs/ring.ts";
import { db, pool } from "#/lib/db.ts";
import {
  type MisbehavingEndpoint,
  type Script,
  startMisbehavingEndpoint,
} from "#/test/misbehaving-endpoint.ts";
import { after as delayed, errorIn200, failing, html, json, ok, once, reset } from "#/test/misbehaviours.ts";
import {
  itemOf,
  quickRetry,
  rightAnswer,
  sceneDataset,
  sceneKey,
  sceneSubmission,
  sceneWorker,
  seen,
} from "#/test/submission-scene.ts";
import { useTestDatabase } from "#/test/test-database.ts";
import { startWorker } from "#/workers/start-worker.ts";
import { workAtSubmission } from "#/workers/work-at-submission.ts";
import type { WorkerState } from "#/workers/worker-state.ts";

useTestDatabase({ ENDPOINT_ALLOWLIST: "127.0.0.1" });

const endpoints: MisbehavingEndpoint[] = [];
afterEach(async () => {
  await Promise.all(endpoints.splice(0).map((endpoint) => endpoint.close()));
});
afterAll(closeQueue);

async function endpoint(script: Script): Promise<MisbehavingEndpoint> {
  const started = await startMisbehavingEndpoint(script);
  endpoints.push(started);
  return started;
}

async function lanes(worker: WorkerState, id: string, count = 3): Promise<void> {
  await Promise.all(Array.from({ length: count }, () => workAtSubmission(worker, id)));
}

async function settleAll(id: string): Promise<void> {
  for (const run of await db().run.findMany({ where: { submissionId: id } })) await settleRun(run.id);
}

describe("a submission", () => {
  it("goes from the queue to scores, and its key is erased", async () => {
    const server = await endpoint((call) => ok(itemOf(call) % 4 === 0 ? "C" : rightAnswer(call)));
    const dataset = await sceneDataset(60, { without: [59] });
    const worker = startWorker({ leaseMs: 20_000, lanes: 8, maxCalls: 128, retry: quickRetry });
    const { id, actor } = await sceneSubmission(server.url, [dataset]);
    const view = await seen(actor, id, ({ status }) => status === "finished");
    await worker.stop();
    const [run] = view.runs;
    expect(run).toMatchObject({ total: 60, done: 59, missing: 1, status: "finished" });
    expect(run?.errors).toEqual([{ cause: "The dataset has no picture for this item.", count: 1 }]);
    expect(server.calls).toHaveLength(59);
    expect(server.calls[0]?.headers.authorization).toBe(`Bearer ${sceneKey}`);
    const wrong = Array.from({ length: 59 }, (_, n) => n).filter((n) => n % 4 === 0 && n % 3 !== 2).length;
    expect(run?.scores.overall).toMatchObject({ n: 59, value: (59 - wrong) / 59 });
    expect(await db().submission.findUnique({ where: { id } })).toMatchObject({ sealedApiKey: null });
    expect(await db().slotGrant.count({ where: { submissionId: id } })).toBe(0);
    const csv = await text(await exportItems(actor, id, dataset, "csv"));
    expect(csv.trim().split("\r\n")).toHaveLength(61);
    expect(JSON.stringify(view)).not.toContain(sceneKey);
  });

  it("records one item that always fails as missing, and asks it no other way than that", async () => {
    const server = await endpoint((call) => (itemOf(call) === 7 ? errorIn200(502) : ok(rightAnswer(call))));
    const { id, actor } = await sceneSubmission(server.url, [await sceneDataset(40)]);
    await lanes(sceneWorker(), id);
    await settleAll(id);
    const [run] = (await submissionView(actor, id)).runs;
    expect(run).toMatchObject({ status: "finished", done: 39, missing: 1, coverage: 39 / 40 });
    expect(run?.errors).toHaveLength(1);
    expect(run?.scores.overall).toMatchObject({ value: 1, n: 39 });
  });

  it("waits out a storm of 429", async () => {
    const server = await endpoint((call) =>
      call.number % 3 === 0 ? ok(rightAnswer(call)) : failing(429, "slow down", { "retry-after": "0" }),
    );
    const { id, actor } = await sceneSubmission(server.url, [await sceneDataset(40)]);
    await lanes(sceneWorker(), id);
    await settleAll(id);
    expect((await submissionView(actor, id)).runs[0]).toMatchObject({
      done: 40,
      missing: 0,
      status: "finished",
    });
  });

  it("pauses when the key is refused, keeps what was answered, and goes on with a new key", async () => {
    const server = await endpoint((call) =>
      call.number > 20 && call.headers.authorization === `Bearer ${sceneKey}`
        ? failing(401, `bad key ${sceneKey}`)
        : ok(rightAnswer(call)),
    );
    const { id, actor } = await sceneSubmission(server.url, [await sceneDataset(60)], { concurrency: 4 });
    await lanes(sceneWorker(), id);
    const paused = await submissionView(actor, id);
    expect(paused).toMatchObject({
      status: "paused",
      runs: [{ done: 20, missing: 0, reasonCode: "endpoint-refused" }],
    });
    expect(paused.reason).toContain("Retry with a working key");
    expect(JSON.stringify(paused)).not.toContain(sceneKey);
    expect(server.calls.length).toBeLessThanOrEqual(24);
    await retrySubmission(actor, id, { apiKey: "sk-another-key-98765" });
    await lanes(sceneWorker(), id);
    await settleAll(id);
    expect((await submissionView(actor, id)).runs[0]).toMatchObject({
      done: 60,
      missing: 0,
      status: "finished",
    });
    expect(new Set(server.calls.map(itemOf)).size).toBe(60);
  });

  it("pauses while the endpoint is down with no item failed, and resumes by itself", async () => {
    let isDown = true;
    const server = await endpoint((call) => (isDown ? reset : ok(rightAnswer(call))));
    const { id, actor } = await sceneSubmission(server.url, [await sceneDataset(40)]);
    await lanes(sceneWorker(), id);
    const paused = (await submissionView(actor, id)).runs[0];
    expect(paused).toMatchObject({ status: "paused", done: 0, missing: 0, reasonCode: "endpoint-down" });
    expect(paused?.resumeAt).not.toBeNull();
    expect(await db().itemResult.count({ where: { run: { submissionId: id } } })).toBe(0);
    isDown = false;
    await db().run.updateMany({ where: { submissionId: id }, data: { resumeAt: new Date(0) } });
    expect((await reconcile())?.waiting).toContainEqual({ submissionId: id, batches: 2 });
    await lanes(sceneWorker(), id);
    await settleAll(id);
    expect((await submissionView(actor, id)).runs[0]).toMatchObject({
      done: 40,
      missing: 0,
      status: "finished",
    });
    expect(await db().run.findFirst({ where: { submissionId: id } })).toMatchObject({ pausedSince: null });
  });

  it("stops when the last item meets an endpoint that has just gone down", async () => {
    const server = await endpoint((call) => (call.number > 9 ? reset : ok(rightAnswer(call))));
    const { id, actor } = await sceneSubmission(server.url, [await sceneDataset(10)], { concurrency: 1 });
    await lanes(sceneWorker(), id);
    expect((await submissionView(actor, id)).runs[0]).toMatchObject({
      status: "paused",
      done: 9,
      missing: 0,
    });
  });

  it("fails an endpoint that answers nothing but web pages, with words", async () => {
    const server = await endpoint([html]);
    const { id, actor } = await sceneSubmission(server.url, [await sceneDataset(100)]);
    await lanes(sceneWorker(), id);
    const view = await submissionView(actor, id);
    expect(view.runs[0]).toMatchObject({ status: "paused", reasonCode: "bad-replies", done: 0 });
    expect(server.calls.length).toBeLessThan(60);
  });

  it("is cancelled in the middle: calls end, answers stay, nothing more is written", async () => {
    const { promise: gate, resolve: open } = Promise.withResolvers<void>();
    const server = await endpoint((call) =>
      call.number <= 10 ? ok(rightAnswer(call)) : once(gate, ok("A")),
    );
    const { id, actor } = await sceneSubmission(server.url, [await sceneDataset(60)], { concurrency: 4 });
    const worker = sceneWorker();
    const working = lanes(worker, id);
    await seen(actor, id, ({ runs }) => runs[0]?.done === 10);
    expect(await cancelSubmission(actor, id)).toMatchObject({ status: "cancelled" });
    await worker.heartbeat.beat();
    await working;
    open();
    expect((await submissionView(actor, id)).runs[0]).toMatchObject({ status: "cancelled", done: 10 });
    expect(await db().submission.findUnique({ where: { id } })).toMatchObject({ sealedApiKey: null });
    await expect(cancelSubmission(actor, id)).rejects.toMatchObject({ code: "conflict" });
  });
});

describe("leases", () => {
  const answer = (item: number) => ({ ...noAnswer, item, outcome: "correct" as const, attempts: 1 });

  it("let a killed worker's batch be taken over, asking only what it had not written; its late write is refused", async () => {
    const server = await endpoint((call) => ok(rightAnswer(call)));
    const { id, actor } = await sceneSubmission(server.url, [await sceneDataset(32)]);
    const killed = await leaseBatch(id, "killed", 60_000);
    if (!killed) throw new Error("nothing to lease");
    expect(await recordResults(killed, [0, 1, 2, 3, 4].map(answer))).toMatchObject({ state: "leased" });
    expect(await leaseBatch(id, "early", 60_000)).toBeNull();
    await pool().query("UPDATE run_batches SET lease_until = now() - interval '1 second' WHERE run_id = $1", [
      killed.runId,
    ]);
    await lanes(sceneWorker(), id);
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

  it("count every item once when writes repeat and overlap", async () => {
    const { id } = await sceneSubmission("http://127.0.0.1:9/v1", [await sceneDataset(20)]);
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
    const server = await endpoint((call) => delayed(5, ok(rightAnswer(call))));
    const { id, actor } = await sceneSubmission(server.url, [await sceneDataset(400)], { concurrency: 6 });
    const workers = [sceneWorker({ leaseMs: 1_000 }), sceneWorker({ leaseMs: 1_000 })];
    for (const worker of workers) worker.heartbeat.start();
    await Promise.all(workers.map((worker) => lanes(worker, id)));
    for (const worker of workers) worker.heartbeat.stop();
    await settleAll(id);
    expect((await submissionView(actor, id)).runs[0]).toMatchObject({ status: "finished", done: 400 });
    expect(server.calls).toHaveLength(400);
    expect(server.maxInFlight()).toBeLessThanOrEqual(6);
    expect(server.maxInFlight()).toBeGreaterThanOrEqual(5);
  });

  it("are given back by a worker that stops, without cutting a call", async () => {
    const server = await endpoint((call) => delayed(30, ok(rightAnswer(call))));
    const { id, actor } = await sceneSubmission(server.url, [await sceneDataset(100)], { concurrency: 4 });
    const worker = sceneWorker();
    const working = lanes(worker, id);
    await seen(actor, id, ({ runs }) => (runs[0]?.done ?? 0) > 0);
    worker.stopping.abort();
    await working;
    const done = (await submissionView(actor, id)).runs[0]?.done;
    expect(done).toBe(server.calls.length);
    expect(await db().runBatch.count({ where: { run: { submissionId: id }, state: "leased" } })).toBe(0);
    await lanes(sceneWorker(), id);
    expect(server.calls).toHaveLength(100);
  });
});

describe("the reconciler", () => {
  it("rings again for work that the queue has forgotten", async () => {
    const server = await endpoint((call) => ok(rightAnswer(call)));
    const { id, actor } = await sceneSubmission(server.url, [await sceneDataset(40)]);
    await closeQueue();
    await pool().query("DROP SCHEMA IF EXISTS bullmq CASCADE");
    const worker = startWorker({ leaseMs: 20_000, lanes: 8, maxCalls: 128, retry: quickRetry });
    await seen(actor, id, ({ status }) => status === "finished");
    await worker.stop();
    expect(server.calls).toHaveLength(40);
  });

  it("fails what waited too long, and erases its key", async () => {
    const server = await endpoint([json({}, 401)]);
    const { id, actor } = await sceneSubmission(server.url, [await sceneDataset(3)]);
    await lanes(sceneWorker(), id);
    await reconcile();
    expect(await submissionView(actor, id)).toMatchObject({ status: "paused" });
    await pool().query("UPDATE runs SET paused_since = now() - interval '8 days' WHERE submission_id = $1", [
      id,
    ]);
    await reconcile();
    expect(await submissionView(actor, id)).toMatchObject({
      status: "failed",
      endpoint: { keyStored: false },
    });
    await expect(retrySubmission(actor, id)).rejects.toMatchObject({ code: "bad-input" });
  });
});
