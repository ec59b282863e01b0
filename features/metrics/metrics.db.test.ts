import parsePrometheus from "parse-prometheus-text-format";
import { afterAll, expect, it } from "vitest";
import { auditLog } from "#/features/access/queries.ts";
import { failuresByCause, runOverview } from "#/features/admin/queries.ts";
import { boardMetrics } from "#/features/metrics/board-metrics.ts";
import { drainingNow, listWorkers } from "#/features/metrics/queries.ts";
import { drainWorkers, resumeWorkers } from "#/features/runs/draining/drain-workers.ts";
import { reconcile } from "#/features/scoring/reconcile.ts";
import { closeQueue } from "#/jobs/enqueue.ts";
import { startMisbehavingEndpoint } from "#/test/misbehaving-endpoint.ts";
import { errorIn200, failing, ok } from "#/test/misbehaviours.ts";
import { runJobs, settleAll } from "#/test/run-jobs.ts";
import {
  fixtureDataset,
  fixtureSubmission,
  fixtureUser,
  fixtureWorker,
  itemOf,
  rightAnswer,
} from "#/test/submission-fixtures.ts";
import { useTestDatabase } from "#/test/test-database.ts";

useTestDatabase({ ENDPOINT_ALLOWLIST: "127.0.0.1" });
afterAll(closeQueue);

async function read(name: string, labels: Record<string, string> = {}): Promise<number | undefined> {
  const family = parsePrometheus(await boardMetrics()).find((candidate) => candidate.name === name);
  const sample = family?.metrics.find((metric) =>
    Object.entries(labels).every(([label, value]) => metric.labels?.[label] === value),
  );
  return sample && Number(sample.value);
}

it("tells in Prometheus' format what runs and workers do, and never how many answers were right", async () => {
  await using server = await startMisbehavingEndpoint((call) =>
    itemOf(call) === 5 ? errorIn200(502) : call.number % 7 === 0 ? failing(500, "no") : ok(rightAnswer(call)),
  );
  const hidden = await fixtureDataset(40, { answers: "hidden" });
  const { id } = await fixtureSubmission(server.url, [hidden]);
  expect(await read("board_runs", { status: "queued" })).toBe(1);
  expect(await read("board_queue_jobs", { state: "waiting" })).toBeGreaterThan(0);
  expect(await read("board_run_wait_seconds")).toBeGreaterThan(0);

  const worker = fixtureWorker();
  await runJobs(worker, id);
  await settleAll(id);
  await worker.metrics.publish(worker);
  expect(await read("board_runs", { status: "finished" })).toBe(1);
  expect(await read("board_items_total", { worker: worker.id, outcome: "answered" })).toBe(39);
  expect(await read("board_items_total", { outcome: "error" })).toBe(1);
  expect(await read("board_item_failures_total", { kind: "server" })).toBeGreaterThan(0);
  expect(await read("board_calls_in_flight", { worker: worker.id })).toBe(0);
  expect(await read("board_worker_up", { worker: worker.id })).toBe(1);
  expect(await read("board_event_loop_lag_seconds", { process: worker.id, measure: "p99" })).toBeDefined();
  expect(await read("board_resident_memory_bytes", { process: "web" })).toBeGreaterThan(1e7);
  expect(await boardMetrics()).not.toMatch(/correct|wrong/);
});

it("drains: what is held is finished, nothing is begun; resumed, the rest is done", async () => {
  const admin = await fixtureUser(true);
  const draining = Promise.withResolvers<void>();
  await using server = await startMisbehavingEndpoint((call) => {
    if (call.number === 10) drainWorkers(admin).then(draining.resolve, draining.reject);
    return ok(rightAnswer(call));
  });
  const { id } = await fixtureSubmission(server.url, [await fixtureDataset(200)], { concurrency: 4 });
  await runJobs(fixtureWorker(), id, 1);
  await draining.promise;
  await drainWorkers(admin);
  const [run] = await runOverview(1);
  expect(run).toMatchObject({ status: "running", leased: 0, leaseUntil: null });
  expect(run?.writtenAt).toBeInstanceOf(Date);
  expect((run?.done ?? 0) % 32).toBe(0);
  expect(run?.done).toBeLessThan(200);
  expect((await reconcile())?.waiting).toEqual([]);
  expect(await drainingNow()).toMatchObject({ by: admin.email });
  expect(await read("board_draining")).toBe(1);

  await resumeWorkers(admin);
  expect((await reconcile())?.waiting).toMatchObject([{ submissionId: id }]);
  await runJobs(fixtureWorker(), id);
  await settleAll(id);
  expect((await runOverview(1))[0]).toMatchObject({ status: "finished", done: 200, missing: 0 });
  const verbs = (await auditLog({ limit: 10, actor: admin.email })).map(({ verb }) => verb);
  expect(verbs.filter((verb) => verb.startsWith("queue-"))).toEqual(["queue-resumed", "queue-drained"]);
});

it("refuses to drain for anybody but an administrator", async () => {
  await expect(drainWorkers(await fixtureUser())).rejects.toMatchObject({ code: "forbidden" });
  await expect(resumeWorkers(null)).rejects.toMatchObject({ code: "unauthenticated" });
});

it("groups what failed by cause", async () => {
  await using server = await startMisbehavingEndpoint(() => failing(401, "bad key"));
  const dataset = await fixtureDataset(4);
  for (const _ of [1, 2]) await runJobs(fixtureWorker(), (await fixtureSubmission(server.url, [dataset])).id);
  const [cause] = await failuresByCause();
  expect(cause).toMatchObject({
    status: "paused",
    runs: 2,
    reason: expect.stringContaining("refuses the key"),
  });
  expect(await listWorkers()).not.toHaveLength(0);
});
