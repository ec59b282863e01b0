import { setTimeout as delay } from "node:timers/promises";
import { afterAll, expect, it } from "vitest";
import { leaderboardAsOf } from "#/features/leaderboards/leaderboard-as-of.ts";
import { leaderboard } from "#/features/leaderboards/queries.ts";
import { recordResults } from "#/features/runs/batches/record-results.ts";
import { leaseBatch } from "#/features/runs/leases/lease-batch.ts";
import { noAnswer } from "#/features/runs/task-runner.ts";
import { settleRun } from "#/features/scoring/settle-run.ts";
import { cancelSubmission } from "#/features/submissions/cancel-submission.ts";
import { publishSubmission } from "#/features/submissions/publish-submission.ts";
import { submissionView } from "#/features/submissions/queries.ts";
import { retrySubmission } from "#/features/submissions/retry-submission.ts";
import { unpublishSubmission } from "#/features/submissions/unpublish-submission.ts";
import { closeQueue } from "#/jobs/enqueue.ts";
import { db } from "#/lib/db.ts";
import { fixtureDataset, fixtureKey, fixtureSubmission } from "#/test/submission-fixtures.ts";
import { useTestDatabase } from "#/test/test-database.ts";

useTestDatabase({ ENDPOINT_ALLOWLIST: "127.0.0.1" });
afterAll(closeQueue);

const items = 4;

async function score(id: string, outcome: "correct" | "wrong"): Promise<void> {
  for (let lease = await leaseBatch(id, "w", 60_000); lease; lease = await leaseBatch(id, "w", 60_000)) {
    const results = Array.from({ length: items }, (_, item) => ({ ...noAnswer, item, outcome, attempts: 1 }));
    await recordResults(lease, results);
  }
  for (const run of await db().run.findMany({ where: { submissionId: id } })) await settleRun(run.id);
}

async function published() {
  const slug = await fixtureDataset(items);
  const { id, actor } = await fixtureSubmission("http://127.0.0.1:9/v1", [slug]);
  await score(id, "correct");
  await publishSubmission(actor, id);
  const measured = async () =>
    (await leaderboard("perception", slug)).rows
      .filter(({ source }) => source === "measured")
      .map(({ scores }) => scores.overall?.value);
  return { slug, id, actor, measured };
}

/** The endpoint was found changed, so all that it answered is forgotten and asked again. */
async function askAgain({ id, actor }: Awaited<ReturnType<typeof published>>): Promise<void> {
  const { id: runId } = await db().run.findFirstOrThrow({ where: { submissionId: id } });
  await db().driftCheck.create({ data: { runId, number: 0, dueItems: 0, state: "changed" } });
  await retrySubmission(actor, id, { apiKey: fixtureKey });
}

it("takes forgotten answers' scores off the board until there are new ones, and keeps the earlier days", async () => {
  const scene = await published();
  expect(await scene.measured()).toEqual([1]);
  const before = new Date();
  await delay(5);
  await askAgain(scene);
  expect(await scene.measured()).toEqual([]);
  expect((await submissionView(scene.actor, scene.id)).runs[0]?.scores).toEqual({});
  const then = async (moment: Date) =>
    (await leaderboardAsOf("perception", scene.slug, moment.toISOString())).rows.filter(
      ({ source }) => source === "measured",
    ).length;
  const between = new Date();
  expect([await then(before), await then(between)]).toEqual([1, 0]);
  await db().driftCheck.updateMany({ data: { state: "good" } });
  await delay(5);
  await score(scene.id, "wrong");
  expect(await scene.measured()).toEqual([0]);
  expect([await then(before), await then(between)]).toEqual([1, 0]);
  const lines = await db().ledgerEntry.findMany({ orderBy: { id: "asc" } });
  expect(lines.map(({ verb }) => verb)).toEqual(expect.arrayContaining(["run-withdrawn", "run-rescored"]));
});

it("does not bring them back with the rest of a submission", async () => {
  const scene = await published();
  await askAgain(scene);
  await cancelSubmission(scene.actor, scene.id);
  await unpublishSubmission(scene.actor, scene.id);
  await db().run.updateMany({ where: { submissionId: scene.id }, data: { status: "finished" } });
  await publishSubmission(scene.actor, scene.id);
  expect(await scene.measured()).toEqual([]);
});
