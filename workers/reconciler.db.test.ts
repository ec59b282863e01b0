import type pg from "pg";
import { afterAll, afterEach, expect, it } from "vitest";
import { recordResults } from "#/features/runs/batches/record-results.ts";
import { leaseBatch } from "#/features/runs/leases/lease-batch.ts";
import { noAnswer } from "#/features/runs/task-runner.ts";
import { closeQueue } from "#/jobs/enqueue.ts";
import { db, pool } from "#/lib/db.ts";
import { type MisbehavingEndpoint, startMisbehavingEndpoint } from "#/test/misbehaving-endpoint.ts";
import { ok } from "#/test/misbehaviours.ts";
import { usePredictionsFixtures } from "#/test/predictions-fixtures.ts";
import {
  fixtureDataset,
  fixtureSubmission,
  quickRetry,
  rightAnswer,
  seen,
} from "#/test/submission-fixtures.ts";
import { useTestDatabase } from "#/test/test-database.ts";
import { type RunningWorker, startWorker } from "#/workers/start-worker.ts";

useTestDatabase({ ENDPOINT_ALLOWLIST: "127.0.0.1" });
const { load, publish } = usePredictionsFixtures();

let worker: RunningWorker | null = null;
let holder: pg.PoolClient | null = null;
afterEach(async () => {
  await worker?.stop();
  await letGo();
});
afterAll(closeQueue);

function begin(): RunningWorker {
  worker = startWorker({ leaseMs: 2_000, jobs: 8, maxCalls: 128, retry: quickRetry, judgeCalls: 8 });
  return worker;
}

/** Nobody can store a test of an entry before this is let go. */
async function holdEntries(): Promise<void> {
  holder = await pool().connect();
  await holder.query("BEGIN");
  await holder.query("SET LOCAL idle_in_transaction_session_timeout = 0");
  await holder.query("SELECT FROM entries FOR UPDATE");
}

async function letGo(): Promise<void> {
  await holder?.query("ROLLBACK");
  holder?.release();
  holder = null;
}

/** The queue forgets everything that was enqueued until now. */
async function emptyQueue(): Promise<void> {
  await closeQueue();
  await pool().query("DROP SCHEMA IF EXISTS bullmq CASCADE");
}

async function publishUncompared(): Promise<void> {
  const photos = Array.from({ length: 40 }, (_, n) => ({ img_path: `${n}.png`, gt_score: n }));
  await load("rate", "iqa", photos);
  for (const [index, name] of ["One", "Two", "Three"].entries())
    await publish(
      name,
      "rate",
      photos.map(({ img_path, gt_score }, n) => ({ img_path, score: gt_score + ((n * 7) % (index + 2)) })),
    );
}

/** A submission that nobody was enqueued for; `heldMs`: a worker died over it and its leases last for so long. */
async function waiting(server: MisbehavingEndpoint, heldMs = 0) {
  const { id, actor } = await fixtureSubmission(server.url, [await fixtureDataset(40)]);
  if (heldMs > 0) while (await leaseBatch(id, "dead", heldMs));
  const finished = async () => (await seen(actor, id, ({ status }) => status === "finished")).runs[0]?.done;
  return { id, finished };
}

it("enqueues while a comparison takes long, in later rounds too, and a stop does not wait for it", async () => {
  await publishUncompared();
  await using server = await startMisbehavingEndpoint((call) => ok(rightAnswer(call)));
  const [first, second] = [await waiting(server), await waiting(server, 4_000)];
  await emptyQueue();
  await holdEntries();
  const running = begin();
  expect(await first.finished()).toBe(40);
  expect(await second.finished()).toBe(40);
  expect(await db().comparison.count()).toBe(0);
  worker = null;
  await running.stop();
  expect(await db().entry.count({ where: { comparedAt: null, datasetSlug: "rate" } })).toBe(3);
  await letGo();
  begin();
  await expect.poll(() => db().comparison.count(), { timeout: 10_000 }).toBe(3);
}, 60_000);

it("enqueues and settles the others although one run cannot be settled", async () => {
  const slug = await fixtureDataset(3);
  const { id } = await fixtureSubmission("http://127.0.0.1:9/v1", [slug]);
  const lease = await leaseBatch(id, "w", 60_000);
  if (!lease) throw new Error("nothing to lease");
  const results = [0, 1, 2].map((item) => ({ ...noAnswer, item, outcome: "correct" as const }));
  await recordResults(lease, results);
  await pool().query(`
    CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'not this one'; END $$;
    CREATE TRIGGER refuse BEFORE INSERT ON entries FOR EACH ROW
      WHEN (NEW.dataset_slug = '${slug}') EXECUTE FUNCTION refuse()`);
  await using server = await startMisbehavingEndpoint((call) => ok(rightAnswer(call)));
  const { finished } = await waiting(server);
  await emptyQueue();
  begin();
  expect(await finished()).toBe(40);
  expect(await db().run.findFirst({ where: { submissionId: id } })).toMatchObject({ status: "running" });
}, 30_000);
