import { afterAll, expect, it } from "vitest";
import { closeQueue } from "#/jobs/enqueue.ts";
import { pool } from "#/lib/db.ts";
import { startMisbehavingEndpoint } from "#/test/misbehaving-endpoint.ts";
import { hang, ok } from "#/test/misbehaviours.ts";
import { fixtureDataset, fixtureSubmission, rightAnswer, seen } from "#/test/submission-fixtures.ts";
import { useTestDatabase } from "#/test/test-database.ts";
import { endWorkerProcess, startWorkerProcess } from "#/test/worker-process.ts";

useTestDatabase({ ENDPOINT_ALLOWLIST: "127.0.0.1", WORKER_LEASE_MS: "1500" });
afterAll(closeQueue);

it("keeps a job, calls and room for pictures for a submission beside more that hang than there are jobs", async () => {
  await using stuck = await startMisbehavingEndpoint([hang]);
  await using good = await startMisbehavingEndpoint((call) => ok(rightAnswer(call)));
  const large = await fixtureDataset(64);
  // One such picture is more than all that a worker holds at once.
  await pool().query("UPDATE images SET bytes = 64 * 1024 * 1024");
  const small = await fixtureDataset(40);
  for (let n = 0; n < 3; n += 1) await fixtureSubmission(stuck.url, [large], { concurrency: 64 });
  const worker = startWorkerProcess("", { WORKER_CONCURRENCY: "2" });
  try {
    await expect.poll(() => stuck.inFlight(), { timeout: 50_000 }).toBeGreaterThanOrEqual(3);
    const { id, actor } = await fixtureSubmission(good.url, [small]);
    const { runs } = await seen(actor, id, ({ status }) => status === "finished");
    expect(runs[0]).toMatchObject({ done: 40, missing: 0 });
    expect(stuck.inFlight()).toBeGreaterThanOrEqual(3);
  } finally {
    await endWorkerProcess(worker, "SIGKILL");
  }
}, 120_000);
