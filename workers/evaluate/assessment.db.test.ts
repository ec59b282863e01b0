import { text } from "node:stream/consumers";
import { parse } from "csv-parse/sync";
import { afterAll, afterEach, describe, expect, it } from "vitest";
import { leaderboard } from "#/features/leaderboards/queries.ts";
import { exportItems } from "#/features/results/export-items.ts";
import { settleRun } from "#/features/scoring/settle-run.ts";
import { publishSubmission } from "#/features/submissions/publish-submission.ts";
import { submissionView } from "#/features/submissions/queries.ts";
import { submit } from "#/features/submissions/submit.ts";
import { closeQueue } from "#/jobs/enqueue.ts";
import { db } from "#/lib/db.ts";
import { assessmentFixtures } from "#/test/assessment-fixtures.ts";
import { type Habits, habitServer } from "#/test/habit-server.ts";
import {
  type MisbehavingEndpoint,
  type Script,
  startMisbehavingEndpoint,
} from "#/test/misbehaving-endpoint.ts";
import { failing, reset } from "#/test/misbehaviours.ts";
import { startReplayEndpoint } from "#/test/replay-endpoint.ts";
import { fixtureSubmission, fixtureUser, fixtureWorker } from "#/test/submission-fixtures.ts";
import { useTestDatabase } from "#/test/test-database.ts";
import { drainSubmission } from "#/workers/evaluate/drain-submission.ts";
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

/** Jobs that come while the rung is looked for find nothing to do, so more come after them. */
async function drain(worker: WorkerState, id: string): Promise<void> {
  for (let round = 0; round < 2; round++) await Promise.all([1, 2, 3].map(() => drainSubmission(worker, id)));
  for (const run of await db().run.findMany({ where: { submissionId: id } })) await settleRun(run.id);
}

const topTwenty: Habits = { prefill: "continued", logprobs: "listed" };
const isItem = (call: { body: unknown }) => JSON.stringify(call.body).includes('"max_tokens":1,');
const isProbe = (call: { body: unknown }) => JSON.stringify(call.body).includes('The quality of the im"');

describe("an assessment run", () => {
  it("finds its rung once, asks every item on it, and scores against MOS", async () => {
    const server = await startReplayEndpoint((item) => ({ good: 20 + ((item * 7) % 60) / 8, poor: 21 }));
    endpoints.push(server);
    const dataset = await assessmentFixtures(100);
    const { id, actor } = await fixtureSubmission(server.url, [dataset]);
    const workers = [fixtureWorker({ leaseMs: 1_000 }), fixtureWorker({ leaseMs: 1_000 })];
    for (const worker of workers) worker.leaseKeeper.start();
    await Promise.all(workers.map((worker) => drain(worker, id)));
    for (const worker of workers) worker.leaseKeeper.stop();
    const { runs } = await submissionView(actor, id);
    expect(runs[0]).toMatchObject({ status: "finished", done: 100, coverage: 1, rung: "P", topK: 7 });
    expect(runs[0]).toMatchObject({ words: ["good", "poor"] });
    expect(runs[0]?.rungReason).toContain("(top 7). Not E:");
    // One plain question, five begun answers, one for token ids; then one call an item.
    expect(server.calls.filter(({ path }) => path.endsWith("/completions"))).toHaveLength(107);
    expect(runs[0]?.scores.srcc).toMatchObject({ n: 100 });
    expect(Object.keys(runs[0]?.scores ?? {}).sort()).toEqual([
      "argmax.krcc",
      "argmax.plcc",
      "argmax.srcc",
      "censored",
      "krcc",
      "plcc",
      "srcc",
    ]);
    expect(runs[0]?.scores.censored?.value).toBe(0);
    const rows = parse(await text(await exportItems(actor, id, dataset, "csv")), { columns: true });
    expect(rows[9]).toMatchObject({ status: "answered", mos: "9", rung: "P", censored: "false" });
    expect(Number((rows[9] as Record<string, string>).logprob_difference)).toBe(20 + (63 % 60) / 8 - 21);
    const stored = await db().itemResult.findFirstOrThrow({ where: { run: { submissionId: id }, item: 9 } });
    expect(JSON.parse(stored.response ?? "")[0]).toHaveLength(7);
    await publishSubmission(actor, id);
    expect(await db().entry.findFirst({ where: { datasetSlug: dataset } })).toMatchObject({ rung: "P" });
    const board = await leaderboard("assessment", dataset);
    expect(JSON.stringify(board.rows)).toContain('"rung":"P"');
  });

  it("keeps its rung over a restart, though the endpoint could do more by then", async () => {
    let habits = topTwenty;
    let asked = 0;
    const worker = fixtureWorker();
    const server = await endpoint((call) => {
      if (isItem(call) && ++asked === 20) worker.shutdown.abort();
      return habitServer(habits)(call);
    });
    const { id, actor } = await fixtureSubmission(server.url, [await assessmentFixtures(90)], {
      concurrency: 4,
    });
    await drain(worker, id);
    expect((await submissionView(actor, id)).runs[0]).toMatchObject({ status: "running", rung: "P" });
    const probes = server.calls.filter(isProbe).length;
    expect(probes).toBe(1);
    habits = { ...topTwenty, honours: ["tokenize", "logprob_token_ids"] };
    await drain(fixtureWorker(), id);
    const { runs } = await submissionView(actor, id);
    expect(runs[0]).toMatchObject({ status: "finished", done: 90, rung: "P" });
    expect(server.calls.filter(isProbe)).toHaveLength(probes);
    expect(JSON.stringify(server.calls.map(({ body }) => body))).not.toContain("logprob_token_ids");
  });

  it("is paused, not decided, while the endpoint is down, and goes on by itself", async () => {
    let isDown = true;
    const server = await endpoint((call) => (isDown ? reset : habitServer(topTwenty)(call)));
    const { id, actor } = await fixtureSubmission(server.url, [await assessmentFixtures(10)]);
    await drain(fixtureWorker(), id);
    const [paused] = (await submissionView(actor, id)).runs;
    expect(paused).toMatchObject({ status: "paused", reasonCode: "endpoint-down", done: 0 });
    expect(paused?.rung).toBeUndefined();
    isDown = false;
    await db().run.updateMany({ where: { submissionId: id }, data: { status: "running", resumeAt: null } });
    await drain(fixtureWorker(), id);
    expect((await submissionView(actor, id)).runs[0]).toMatchObject({ status: "finished", rung: "P" });
  });

  it("fails with the reason in words where no rung can be had", async () => {
    const server = await endpoint([failing(400, "This model takes no images.")]);
    const { id, actor } = await fixtureSubmission(server.url, [await assessmentFixtures(10)]);
    await drain(fixtureWorker(), id);
    const { runs, endpoint: shown } = await submissionView(actor, id);
    expect(runs[0]).toMatchObject({ status: "failed", reasonCode: "no-rung", done: 0 });
    expect(runs[0]?.reason).toContain("This model takes no images");
    expect(shown?.keyStored).toBe(false);
    expect(server.calls.length).toBeLessThanOrEqual(14);
  });

  it("takes a lower rung that was asked for, and other words", async () => {
    const server = await endpoint(habitServer({ ...topTwenty, varies: true, honours: ["n"] }));
    const actor = await fixtureUser();
    const { id } = await submit(actor, {
      model: { name: "Lower" },
      endpoint: { protocol: "openai", baseUrl: server.url, model: "m" },
      datasets: [await assessmentFixtures(12)],
      assessment: { rung: "S" },
    });
    await drain(fixtureWorker(), id);
    const [run] = (await submissionView(actor, id)).runs;
    expect(run).toMatchObject({ status: "finished", rung: "S", done: 12 });
    expect(run?.rungReason).toContain("Rung S or lower was asked for");
    const rows = await db().itemResult.findMany({ where: { run: { submissionId: id } } });
    for (const { score, logprobDifference } of rows) {
      expect(score).toBeGreaterThan(0.5);
      expect(logprobDifference).toBeNull();
    }
  });

  it("leaves items without a word missing, with the reason, and lowers coverage by them", async () => {
    const short = { ...topTwenty, unlisted: ["poor"] };
    let asked = 0;
    const server = await endpoint((call) => {
      if (isItem(call)) asked += 1;
      return habitServer(isItem(call) && asked % 5 === 0 ? short : topTwenty)(call);
    });
    const { id, actor } = await fixtureSubmission(server.url, [await assessmentFixtures(40)], {
      concurrency: 1,
    });
    await drain(fixtureWorker(), id);
    const [run] = (await submissionView(actor, id)).runs;
    expect(run).toMatchObject({ status: "finished", rung: "P", done: 32, missing: 8, coverage: 0.8 });
    expect(run?.errors).toEqual([
      { cause: "One word was not listed, and the list ends less than 8 nats below the other.", count: 8 },
    ]);
  });
});
