import { afterAll, describe, expect, it } from "vitest";
import { pauseRuns } from "#/features/runs/pauses/pause-runs.ts";
import { reconcile } from "#/features/scoring/reconcile.ts";
import { submissionView } from "#/features/submissions/queries.ts";
import { closeQueue } from "#/jobs/enqueue.ts";
import { db, pool } from "#/lib/db.ts";
import { startMisbehavingEndpoint } from "#/test/misbehaving-endpoint.ts";
import { ok, reset } from "#/test/misbehaviours.ts";
import { runJobs } from "#/test/run-jobs.ts";
import { fixtureDataset, fixtureSubmission, fixtureWorker, rightAnswer } from "#/test/submission-fixtures.ts";
import { useTestDatabase } from "#/test/test-database.ts";

useTestDatabase({ ENDPOINT_ALLOWLIST: "127.0.0.1" });
afterAll(closeQueue);

async function scene(url = "http://127.0.0.1:9/v1", runs = 1) {
  const datasets = await Promise.all(Array.from({ length: runs }, () => fixtureDataset(10)));
  const { id, actor } = await fixtureSubmission(url, datasets, { concurrency: 1 });
  return {
    id,
    statuses: async () => (await submissionView(actor, id)).runs.map(({ status }) => status),
    fail: () => pauseRuns(id, "endpoint-down", "connection refused"),
  };
}

/** As if so much time had passed for what the run remembers. */
async function passes(id: string, time: string): Promise<void> {
  await pool().query(
    `UPDATE runs SET paused_since = paused_since - $2::interval, resume_at = resume_at - $2::interval,
       settings = settings || jsonb_build_object('stretchAt', (settings->>'stretchAt')::timestamptz - $2::interval)
     WHERE submission_id = $1`,
    [id, time],
  );
}

describe("a pause that ends by itself", () => {
  it("starts counting again for every run of the submission once its endpoint has answered one of them", async () => {
    let calls = 0;
    await using server = await startMisbehavingEndpoint((call) =>
      ++calls > 5 ? reset : ok(rightAnswer(call)),
    );
    const { id, statuses, fail } = await scene(server.url, 2);
    await fail();
    await passes(id, "23 hours 50 minutes");
    await pool().query("UPDATE runs SET resume_at = now() WHERE submission_id = $1", [id]);
    await reconcile();
    await runJobs(fixtureWorker(), id, 1);
    const runs = await db().run.findMany({ where: { submissionId: id } });
    for (const { pausedSince } of runs) expect(Date.now() - Number(pausedSince)).toBeLessThan(60_000);
    await passes(id, "20 minutes");
    await pool().query("UPDATE runs SET resume_at = now() + interval '30 s' WHERE submission_id = $1", [id]);
    await reconcile();
    expect(await statuses()).toEqual(["paused", "paused"]);
  });

  it("is over after 24 hours of an endpoint that stays down", async () => {
    const { id, statuses, fail } = await scene(undefined, 2);
    await fail();
    await pool().query(
      "UPDATE runs SET paused_since = now() - interval '22 hours', resume_at = now() WHERE submission_id = $1",
      [id],
    );
    let tries = 0;
    for (; tries < 30 && !(await statuses()).includes("failed"); tries += 1) {
      await reconcile();
      await fail();
      await reconcile();
      await passes(id, "10 minutes 10 seconds");
    }
    expect(await statuses()).toEqual(["failed", "failed"]);
    expect(tries).toBeGreaterThanOrEqual(12);
    expect(tries).toBeLessThanOrEqual(13);
    expect(await db().submission.findUnique({ where: { id } })).toMatchObject({ sealedApiKey: null });
  });

  it("is tried again before it is called over, and does not count the days on which the board was off", async () => {
    const { id, statuses, fail } = await scene();
    await fail();
    await passes(id, "2 days");
    await reconcile();
    expect(await statuses()).toEqual(["running"]);
    await fail();
    await reconcile();
    expect(await statuses()).toEqual(["paused"]);
    await passes(id, "24 hours");
    await reconcile();
    expect(await statuses()).toEqual(["running"]);
    await passes(id, "3 days");
    await fail();
    await reconcile();
    expect(await statuses()).toEqual(["paused"]);
  });
});

it("fails what its owner left for a week, whether or not the board was on", async () => {
  const { id, statuses } = await scene();
  await pauseRuns(id, "endpoint-refused", "401");
  await passes(id, "6 days 23 hours");
  await reconcile();
  expect(await statuses()).toEqual(["paused"]);
  await passes(id, "2 hours");
  await reconcile();
  expect(await statuses()).toEqual(["failed"]);
});
