import { text } from "node:stream/consumers";
import { afterAll, describe, expect, it } from "vitest";
import { exportItems } from "#/features/results/export-items.ts";
import { reconcile } from "#/features/scoring/reconcile.ts";
import { cancelSubmission } from "#/features/submissions/cancel-submission.ts";
import { submissionView } from "#/features/submissions/queries.ts";
import { retrySubmission } from "#/features/submissions/retry-submission.ts";
import { closeQueue } from "#/jobs/enqueue.ts";
import { db, pool } from "#/lib/db.ts";
import { startMisbehavingEndpoint } from "#/test/misbehaving-endpoint.ts";
import { errorIn200, failing, html, json, ok, once, reset } from "#/test/misbehaviours.ts";
import { runJobs, settleAll } from "#/test/run-jobs.ts";
import {
  fixtureDataset,
  fixtureKey,
  fixtureSubmission,
  fixtureWorker,
  itemOf,
  quickRetry,
  rightAnswer,
  seen,
} from "#/test/submission-fixtures.ts";
import { useTestDatabase } from "#/test/test-database.ts";
import { startWorker } from "#/workers/start-worker.ts";

useTestDatabase({ ENDPOINT_ALLOWLIST: "127.0.0.1" });
afterAll(closeQueue);

describe("a submission", () => {
  it("goes from the queue to scores, and its key is erased", async () => {
    await using server = await startMisbehavingEndpoint((call) =>
      ok(itemOf(call) % 4 === 0 ? "C" : rightAnswer(call)),
    );
    const dataset = await fixtureDataset(60, { without: [59] });
    const worker = startWorker({
      leaseMs: 20_000,
      jobs: 8,
      maxCalls: 128,
      retry: quickRetry,
      judgeCalls: 8,
    });
    const { id, actor } = await fixtureSubmission(server.url, [dataset]);
    const view = await seen(actor, id, ({ status }) => status === "finished");
    await worker.stop();
    const [run] = view.runs;
    expect(run).toMatchObject({ total: 60, done: 59, missing: 1, status: "finished" });
    expect(run?.errors).toEqual([{ cause: "The dataset has no picture for this item.", count: 1 }]);
    expect(view.may.retry).toBe(false);
    expect(server.calls).toHaveLength(59);
    expect(server.calls[0]?.headers.authorization).toBe(`Bearer ${fixtureKey}`);
    const wrong = Array.from({ length: 59 }, (_, n) => n).filter((n) => n % 4 === 0 && n % 3 !== 2).length;
    expect(run?.scores.overall).toMatchObject({ n: 59, value: (59 - wrong) / 59 });
    expect(await db().submission.findUnique({ where: { id } })).toMatchObject({ sealedApiKey: null });
    expect(await db().slotGrant.count({ where: { submissionId: id } })).toBe(0);
    const csv = await text(await exportItems(actor, id, dataset, "csv"));
    expect(csv.trim().split("\r\n")).toHaveLength(61);
    expect(JSON.stringify(view)).not.toContain(fixtureKey);
  });

  it("records one item that always fails as missing, and asks it no other way than that", async () => {
    await using server = await startMisbehavingEndpoint((call) =>
      itemOf(call) === 7 ? errorIn200(502) : ok(rightAnswer(call)),
    );
    const { id, actor } = await fixtureSubmission(server.url, [await fixtureDataset(40)]);
    await runJobs(fixtureWorker(), id);
    await settleAll(id);
    const view = await submissionView(actor, id);
    const [run] = view.runs;
    expect(view.may.retry).toBe(true);
    expect(run).toMatchObject({ status: "finished", done: 39, missing: 1, coverage: 39 / 40 });
    expect(run?.errors).toHaveLength(1);
    expect(run?.scores.overall).toMatchObject({ value: 1, n: 39 });
  });

  it("waits out a storm of 429", async () => {
    await using server = await startMisbehavingEndpoint((call) =>
      call.number % 3 === 0 ? ok(rightAnswer(call)) : failing(429, "slow down", { "retry-after": "0" }),
    );
    const { id, actor } = await fixtureSubmission(server.url, [await fixtureDataset(40)]);
    await runJobs(fixtureWorker(), id);
    await settleAll(id);
    expect((await submissionView(actor, id)).runs[0]).toMatchObject({
      done: 40,
      missing: 0,
      status: "finished",
    });
  });

  it("pauses when the key is refused, keeps what was answered, and goes on with a new key", async () => {
    await using server = await startMisbehavingEndpoint((call) =>
      call.number > 20 && call.headers.authorization === `Bearer ${fixtureKey}`
        ? failing(401, `bad key ${fixtureKey}`)
        : ok(rightAnswer(call)),
    );
    const { id, actor } = await fixtureSubmission(server.url, [await fixtureDataset(60)], { concurrency: 4 });
    await runJobs(fixtureWorker(), id);
    const paused = await submissionView(actor, id);
    expect(paused).toMatchObject({
      status: "paused",
      runs: [{ done: 20, missing: 0, reasonCode: "endpoint-refused" }],
    });
    expect(paused.reason).toContain("Resume with a working key");
    expect(JSON.stringify(paused)).not.toContain(fixtureKey);
    expect(server.calls.length).toBeLessThanOrEqual(24);
    await retrySubmission(actor, id, { apiKey: "sk-another-key-98765" });
    await runJobs(fixtureWorker(), id);
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
    await using server = await startMisbehavingEndpoint((call) => (isDown ? reset : ok(rightAnswer(call))));
    const { id, actor } = await fixtureSubmission(server.url, [await fixtureDataset(40)]);
    await runJobs(fixtureWorker(), id);
    const paused = (await submissionView(actor, id)).runs[0];
    expect(paused).toMatchObject({ status: "paused", done: 0, missing: 0, reasonCode: "endpoint-down" });
    expect(paused?.resumeAt).not.toBeNull();
    expect(await db().itemResult.count({ where: { run: { submissionId: id } } })).toBe(0);
    isDown = false;
    await db().run.updateMany({ where: { submissionId: id }, data: { resumeAt: new Date(0) } });
    expect((await reconcile())?.waiting).toContainEqual({ submissionId: id, batches: 2 });
    await runJobs(fixtureWorker(), id);
    await settleAll(id);
    expect((await submissionView(actor, id)).runs[0]).toMatchObject({
      done: 40,
      missing: 0,
      status: "finished",
    });
    expect(await db().run.findFirst({ where: { submissionId: id } })).toMatchObject({ pausedSince: null });
  });

  it("stops when the last item meets an endpoint that has just gone down", async () => {
    await using server = await startMisbehavingEndpoint((call) =>
      call.number > 9 ? reset : ok(rightAnswer(call)),
    );
    const { id, actor } = await fixtureSubmission(server.url, [await fixtureDataset(10)], { concurrency: 1 });
    await runJobs(fixtureWorker(), id);
    expect((await submissionView(actor, id)).runs[0]).toMatchObject({
      status: "paused",
      done: 9,
      missing: 0,
    });
  });

  it("fails an endpoint that answers nothing but web pages, with words", async () => {
    await using server = await startMisbehavingEndpoint([html]);
    const { id, actor } = await fixtureSubmission(server.url, [await fixtureDataset(100)]);
    await runJobs(fixtureWorker(), id);
    const view = await submissionView(actor, id);
    expect(view.runs[0]).toMatchObject({ status: "paused", reasonCode: "bad-replies", done: 0 });
    expect(server.calls.length).toBeLessThan(60);
  });

  it("is cancelled in the middle: calls end, answers stay, nothing more is written", async () => {
    const { promise: gate, resolve: open } = Promise.withResolvers<void>();
    await using server = await startMisbehavingEndpoint((call) =>
      call.number <= 10 ? ok(rightAnswer(call)) : once(gate, ok("A")),
    );
    const { id, actor } = await fixtureSubmission(server.url, [await fixtureDataset(60)], { concurrency: 4 });
    const worker = fixtureWorker();
    const working = runJobs(worker, id);
    await seen(actor, id, ({ runs }) => runs[0]?.done === 10);
    expect(await cancelSubmission(actor, id)).toMatchObject({ status: "cancelled" });
    await worker.leaseKeeper.beat();
    await working;
    open();
    expect((await submissionView(actor, id)).runs[0]).toMatchObject({ status: "cancelled", done: 10 });
    expect(await db().submission.findUnique({ where: { id } })).toMatchObject({ sealedApiKey: null });
    await expect(cancelSubmission(actor, id)).rejects.toMatchObject({ code: "conflict" });
  });
});

describe("the reconciler", () => {
  it("enqueues again for work that the queue has forgotten", async () => {
    await using server = await startMisbehavingEndpoint((call) => ok(rightAnswer(call)));
    const { id, actor } = await fixtureSubmission(server.url, [await fixtureDataset(40)]);
    await closeQueue();
    await pool().query("DROP SCHEMA IF EXISTS bullmq CASCADE");
    const worker = startWorker({
      leaseMs: 20_000,
      jobs: 8,
      maxCalls: 128,
      retry: quickRetry,
      judgeCalls: 8,
    });
    await seen(actor, id, ({ status }) => status === "finished");
    await worker.stop();
    expect(server.calls).toHaveLength(40);
  });

  it("fails what waited too long, and erases its key", async () => {
    await using server = await startMisbehavingEndpoint([json({}, 401)]);
    const { id, actor } = await fixtureSubmission(server.url, [await fixtureDataset(3)]);
    await runJobs(fixtureWorker(), id);
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
