import { afterAll, expect, it } from "vitest";
import { reconcile } from "#/features/scoring/reconcile.ts";
import { submissionView } from "#/features/submissions/queries.ts";
import { closeQueue } from "#/jobs/enqueue.ts";
import { db } from "#/lib/db.ts";
import { startMisbehavingEndpoint } from "#/test/misbehaving-endpoint.ts";
import { ok } from "#/test/misbehaviours.ts";
import { runJobs, settleAll } from "#/test/run-jobs.ts";
import { startS3Server } from "#/test/s3-server.ts";
import { fixtureDataset, fixtureSubmission, fixtureWorker, rightAnswer } from "#/test/submission-fixtures.ts";
import { useTestDatabase } from "#/test/test-database.ts";

let isAway = false;
const server = await startS3Server("pictures", () => isAway);
afterAll(() => server[Symbol.asyncDispose]());
afterAll(closeQueue);
useTestDatabase({ ENDPOINT_ALLOWLIST: "127.0.0.1", IMAGE_STORE: "s3://pictures/board", ...server.settings });

it("reads pictures from a bucket; when the bucket is away the run waits and no item fails", async () => {
  await using endpoint = await startMisbehavingEndpoint((call) => {
    if (call.number === 40) isAway = true;
    return ok(rightAnswer(call));
  });
  const { id, actor } = await fixtureSubmission(endpoint.url, [await fixtureDataset(120)]);
  await runJobs(fixtureWorker(), id);
  const paused = (await submissionView(actor, id)).runs[0];
  expect(paused).toMatchObject({
    status: "paused",
    missing: 0,
    reason: expect.stringContaining("image store"),
  });
  expect(paused?.done).toBeLessThan(120);

  isAway = false;
  await db().run.updateMany({ where: { submissionId: id }, data: { resumeAt: new Date() } });
  await reconcile();
  const answered = endpoint.calls.length;
  await runJobs(fixtureWorker(), id);
  await settleAll(id);
  expect((await submissionView(actor, id)).runs[0]).toMatchObject({
    done: 120,
    missing: 0,
    status: "finished",
  });
  expect(answered).toBeLessThan(120);
});
