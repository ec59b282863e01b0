import { text } from "node:stream/consumers";
import { afterAll, expect, it } from "vitest";
import { exportItems } from "#/features/results/export-items.ts";
import { itemPreview } from "#/features/results/queries.ts";
import { publishSubmission } from "#/features/submissions/publish-submission.ts";
import { submissionView } from "#/features/submissions/queries.ts";
import { closeQueue } from "#/jobs/enqueue.ts";
import { db } from "#/lib/db.ts";
import { startMisbehavingEndpoint } from "#/test/misbehaving-endpoint.ts";
import { failing, ok, redirect } from "#/test/misbehaviours.ts";
import { runJobs, settleAll } from "#/test/run-jobs.ts";
import {
  fixtureDataset,
  fixtureSubmission,
  fixtureWorker,
  itemOf,
  rightAnswer,
} from "#/test/submission-fixtures.ts";
import { useTestDatabase } from "#/test/test-database.ts";

useTestDatabase({ ENDPOINT_ALLOWLIST: "127.0.0.1" });
afterAll(closeQueue);

it("tells visitors nothing of where the endpoint lives or leads to", async () => {
  let moved = false;
  await using server = await startMisbehavingEndpoint((call) => {
    if (moved) return redirect("https://gpu-7.lab.example/secret");
    const upstream = "Bad request at http://10.9.8.7:8000/secret from 10.9.8.6";
    return itemOf(call) === 2 ? failing(400, upstream) : ok(rightAnswer(call));
  });
  const [first, second] = [await fixtureDataset(4), await fixtureDataset(3)];
  const { id, actor } = await fixtureSubmission(server.url, [first, second], { concurrency: 1 });
  const later = { submissionId: id, dataset: { slug: second } };
  await db().run.updateMany({ where: later, data: { status: "paused" } });
  await runJobs(fixtureWorker(), id);
  await settleAll(id);
  await publishSubmission(actor, id);
  moved = true;
  await db().run.updateMany({ where: later, data: { status: "queued" } });
  await runJobs(fixtureWorker(), id);

  const view = await submissionView(null, id);
  const told = [
    JSON.stringify([view, await itemPreview(null, id, first, 10)]),
    await text(await exportItems(null, id, first, "csv")),
    await text(await exportItems(null, id, first, "jsonl")),
  ].join("\n");
  expect(told).toContain("The endpoint redirects (307), and redirects are not followed.");
  expect(told).toContain("Bad request at [address] from [address]");
  expect(told).not.toMatch(/secret|lab\.example|10\.9\.8|127\.0\.0\.1/);
  expect((await submissionView(actor, id)).endpoint?.baseUrl).toBe(server.url);
});
