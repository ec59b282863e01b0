import { afterAll, beforeAll, expect, it } from "vitest";
import type { User } from "#/features/access/actor.ts";
import { hiddenBudget } from "#/features/quotas/hidden-budget.ts";
import { setQuota } from "#/features/quotas/set-quota.ts";
import { recordResults } from "#/features/runs/batches/record-results.ts";
import { leaseBatch } from "#/features/runs/leases/lease-batch.ts";
import { noAnswer } from "#/features/runs/task-runner.ts";
import { settleRun } from "#/features/scoring/settle-run.ts";
import { retrySubmission } from "#/features/submissions/retry-submission.ts";
import { closeQueue } from "#/jobs/enqueue.ts";
import { db, pool } from "#/lib/db.ts";
import type { AppError } from "#/lib/errors.ts";
import { fixtureDataset, fixtureKey, fixtureSubmission, fixtureUser } from "#/test/submission-fixtures.ts";
import { useTestDatabase } from "#/test/test-database.ts";

useTestDatabase({ ENDPOINT_ALLOWLIST: "127.0.0.1" });
afterAll(closeQueue);

const url = "http://127.0.0.1:9/v1";
const key = { apiKey: fixtureKey };
let admin: User;

beforeAll(async () => {
  admin = await fixtureUser(true);
});

type Scene = { actor: User; slug: string; left: () => Promise<number | undefined> };

/** A user with so many scorings a day on a dataset of four items of its own. */
async function scene(limit: number, answers: "public" | "hidden" = "hidden"): Promise<Scene> {
  const actor = await fixtureUser();
  const slug = await fixtureDataset(4, { answers });
  await setQuota(admin, actor.id, { submissionsADay: null, hiddenSubmissionsADay: limit });
  return { actor, slug, left: async () => (await hiddenBudget(actor, { slug, answers }))?.left };
}

const submitted = async ({ actor, slug }: Scene) => (await fixtureSubmission(url, [slug], { actor })).id;

/** Answers what is pending, as an endpoint that fails one item, and ends the run. */
async function score(id: string): Promise<void> {
  for (let lease = await leaseBatch(id, "w", 60_000); lease; lease = await leaseBatch(id, "w", 60_000)) {
    const items = [0, 1, 2, 3].filter((item) => item <= (lease?.lastItem ?? 0));
    await recordResults(
      lease,
      items.map((item) => ({ ...noAnswer, item, outcome: item === 3 ? "error" : "correct", attempts: 1 })),
    );
  }
  for (const run of await db().run.findMany({ where: { submissionId: id } })) await settleRun(run.id);
}

const runOf = (id: string) => db().run.findFirstOrThrow({ where: { submissionId: id } });

it("is spent by each retry that scores a run again, and its end is told in both languages", async () => {
  const own = await scene(3);
  const id = await submitted(own);
  await score(id);
  expect(await own.left()).toBe(2);
  for (const left of [1, 0]) {
    await retrySubmission(own.actor, id, key);
    expect(await own.left()).toBe(left);
    await score(id);
    expect(await own.left()).toBe(left);
  }
  const refusal = await retrySubmission(own.actor, id, key).catch((error: unknown) => error);
  expect(refusal).toMatchObject({
    code: "rate-limited",
    fields: undefined,
    message: expect.stringMatching(/3 scorings .* retries .* The next is free at \d{4}-.* UTC\.$/),
    retryAfterSeconds: expect.toSatisfy((seconds: number) => seconds > 86_000 && seconds <= 86_400),
  });
  expect((refusal as AppError).text).toMatchObject({ key: "quotas.hidden", params: { limit: 3 } });
  expect(await runOf(id)).toMatchObject({ status: "finished" });
  expect(await db().itemResult.count({ where: { run: { submissionId: id }, outcome: "error" } })).toBe(1);
  await expect(submitted(own)).rejects.toMatchObject({ code: "rate-limited" });

  await pool().query("UPDATE entry_pasts SET replaced_at = replaced_at - interval '25 hours'");
  expect(await own.left()).toBe(2);
});

it("lets two retries at once not share the last scoring", async () => {
  const own = await scene(3);
  const ids = [await submitted(own), await submitted(own)];
  for (const id of ids) await score(id);
  const tried = await Promise.allSettled(ids.map((id) => retrySubmission(own.actor, id, key)));
  expect(tried.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  expect(await own.left()).toBe(0);
});

it("counts a run that is asked again as a whole since its endpoint had changed", async () => {
  const own = await scene(1);
  const id = await submitted(own);
  await score(id);
  await db().itemResult.updateMany({ where: { run: { submissionId: id } }, data: { outcome: "wrong" } });
  const driftCheck = { dueItems: 0, state: "changed" as const };
  await db().driftCheck.create({ data: { runId: (await runOf(id)).id, number: 0, ...driftCheck } });
  await expect(retrySubmission(own.actor, id, key)).rejects.toMatchObject({ code: "rate-limited" });
  expect(await db().itemResult.count({ where: { run: { submissionId: id } } })).toBe(4);
});

it("costs nothing to go on with a run whose scores nobody has seen, or which was paid for", async () => {
  const own = await scene(2);
  const id = await submitted(own);
  const pause = { status: "paused" as const, reason: "endpoint-refused" };
  await db().run.updateMany({ where: { submissionId: id }, data: pause });
  await submitted(own);
  expect(await own.left()).toBe(0);
  await retrySubmission(own.actor, id, key);

  const other = await scene(2);
  const again = await submitted(other);
  await score(again);
  await retrySubmission(other.actor, again, key);
  await db().run.updateMany({ where: { submissionId: again }, data: pause });
  await retrySubmission(other.actor, again, key);
  expect(await other.left()).toBe(0);
  const open = await scene(1, "public");
  const free = await submitted(open);
  await score(free);
  await retrySubmission(open.actor, free, key);
});

it("gives a scoring back that failed through the board's fault, and none that was shown", async () => {
  const own = await scene(3);
  const id = await submitted(own);
  await score(id);
  await retrySubmission(own.actor, id, key);
  expect(await own.left()).toBe(1);
  const fault = { status: "failed" as const, reason: "not-settled" };
  await db().run.updateMany({ where: { submissionId: id }, data: fault });
  expect(await own.left()).toBe(2);
  await retrySubmission(own.actor, id, key);
  expect(await own.left()).toBe(1);
});

it("refuses no administrator, though the owner has seen one scoring more", async () => {
  const own = await scene(1);
  const id = await submitted(own);
  await score(id);
  await expect(retrySubmission(own.actor, id, key)).rejects.toMatchObject({ code: "rate-limited" });
  await retrySubmission(admin, id, key);
  await score(id);
  await expect(retrySubmission(own.actor, id, key)).rejects.toMatchObject({ code: "rate-limited" });
});
