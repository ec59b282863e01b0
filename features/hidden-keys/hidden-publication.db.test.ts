import { afterAll, beforeAll, expect, it } from "vitest";
import type { User } from "#/features/access/actor.ts";
import { changeHiddenSet } from "#/features/hidden-keys/change-hidden-set.ts";
import { decideAdmission } from "#/features/hidden-keys/decide-admission.ts";
import { leakMeter } from "#/features/hidden-keys/leak-meter.ts";
import { leaderboard } from "#/features/leaderboards/queries.ts";
import { exportItems } from "#/features/results/export-items.ts";
import { itemPreview } from "#/features/results/queries.ts";
import { recordResults } from "#/features/runs/batches/record-results.ts";
import { leaseBatch } from "#/features/runs/leases/lease-batch.ts";
import { noAnswer } from "#/features/runs/task-runner.ts";
import { settleRun } from "#/features/scoring/settle-run.ts";
import { decidePublication } from "#/features/submissions/publication/decide-publication.ts";
import { waitingPublications } from "#/features/submissions/publication/waiting-publications.ts";
import { publishSubmission } from "#/features/submissions/publish-submission.ts";
import { submissionView } from "#/features/submissions/queries.ts";
import { unpublishSubmission } from "#/features/submissions/unpublish-submission.ts";
import { closeQueue } from "#/jobs/enqueue.ts";
import { db } from "#/lib/db.ts";
import { fixtureDataset, fixtureSubmission, fixtureUser } from "#/test/submission-fixtures.ts";
import { useTestDatabase } from "#/test/test-database.ts";

useTestDatabase({ ENDPOINT_ALLOWLIST: "127.0.0.1" });
afterAll(closeQueue);

const url = "http://127.0.0.1:9/v1";
const items = 120;
let admin: User;
beforeAll(async () => {
  admin = await fixtureUser(true);
});

/** Submits and ends a run with so many right, wrong and unreadable answers. */
async function scored(actor: User, datasets: string[], right: number, unreadable = 0): Promise<string> {
  const { id } = await fixtureSubmission(url, datasets, { actor });
  for (let lease = await leaseBatch(id, "w", 60_000); lease; lease = await leaseBatch(id, "w", 60_000)) {
    const { firstItem, lastItem } = lease;
    const numbers = Array.from({ length: lastItem - firstItem + 1 }, (_, n) => firstItem + n);
    const outcomeOf = (item: number) =>
      item < right ? "correct" : item < items - unreadable ? "wrong" : "unparsed";
    await recordResults(
      lease,
      numbers.map((item) => ({ ...noAnswer, item, outcome: outcomeOf(item), response: "A", attempts: 1 })),
    );
  }
  await db().driftCheck.updateMany({ where: { run: { submissionId: id } }, data: { state: "good" } });
  for (const run of await db().run.findMany({ where: { submissionId: id } })) await settleRun(run.id);
  return id;
}

const runOf = async (actor: User | null, id: string, at = 0) => (await submissionView(actor, id)).runs[at];
const rowsOn = async (slug: string) => (await leaderboard("perception", slug)).rows;

it("tells one figure in steps before publication, and all in half errors with an approval", async () => {
  const slug = await fixtureDataset(items, { answers: "hidden" });
  const actor = await fixtureUser();
  const first = await scored(actor, [slug], 60);
  expect(await runOf(actor, first)).toMatchObject({
    unpublished: { told: "figure", approval: "none" },
    scores: { overall: { value: expect.closeTo(0.5, 1), n: items, low: null, high: null } },
  });
  expect(Object.keys((await runOf(actor, first))?.scores ?? {})).toEqual(["overall"]);
  expect((await runOf(admin, first))?.scores.overall?.value).toBe(0.5);

  const near = await scored(actor, [slug], 63);
  expect(await runOf(actor, near)).toMatchObject({ unpublished: { told: "no_better" }, scores: {} });
  const unread = await scored(actor, [slug], 110, 7);
  expect(await runOf(actor, unread)).toMatchObject({ unpublished: { told: "withheld" }, scores: {} });
  const better = await scored(actor, [slug], 90);
  expect(await runOf(actor, better)).toMatchObject({ unpublished: { told: "figure" } });

  await publishSubmission(actor, better);
  expect(await runOf(actor, better)).toMatchObject({ unpublished: { approval: "asked" } });
  await expect(submissionView(null, better)).rejects.toMatchObject({ code: "not-found" });
  expect(await rowsOn(slug)).toEqual([]);
  const [asked] = await waitingPublications(10);
  expect(asked).toMatchObject({ submission: better, dataset: slug, account: actor.email });
  const decision = { submission: better, dataset: slug, decision: "refuse", reason: "A double." };
  await expect(decidePublication(actor, decision)).rejects.toMatchObject({ code: "forbidden" });
  await decidePublication(admin, decision);
  expect((await runOf(actor, better))?.unpublished).toMatchObject({
    approval: "refused",
    refusal: "A double.",
  });

  await publishSubmission(actor, better);
  const before = await leakMeter(slug);
  await decidePublication(admin, { ...decision, decision: "approve" });
  const meter = await leakMeter(slug);
  expect(meter.counted).toBeLessThan(before.counted);
  const toldBefore = before.counted - meter.counted;
  expect(meter.approved).toBeCloseTo((asked?.bits ?? 0) + toldBefore, 9);
  const [row] = await rowsOn(slug);
  const shown = (await runOf(null, better))?.scores ?? {};
  expect(row?.scores.overall).toEqual(shown.overall);
  expect(shown.overall?.value).not.toBe(0.75);
  expect(Math.abs((shown.overall?.value ?? 0) - 0.75)).toBeLessThan(0.5 * Math.sqrt((0.75 * 0.25) / items));
  expect(Object.keys(shown).filter((slice) => slice.includes("."))).toEqual([]);

  await unpublishSubmission(actor, better);
  expect(await rowsOn(slug)).toEqual([]);
  await publishSubmission(actor, better);
  expect(await rowsOn(slug)).toHaveLength(1);
});

it("shows single answers to owner and administrators only", async () => {
  const slug = await fixtureDataset(items, { answers: "hidden" });
  const actor = await fixtureUser();
  const id = await scored(actor, [slug], 60);
  await publishSubmission(admin, id);
  const stream = async (who: User | null) => {
    let text = "";
    for await (const part of await exportItems(who, id, slug, "csv")) text += part;
    return text;
  };
  for (const who of [actor, admin]) expect(await stream(who)).toMatch(/response,parsed,parsed_by/);
  for (const who of [null, await fixtureUser()]) {
    expect(await stream(who)).not.toMatch(/response|parsed|completion_tokens/);
    expect(await itemPreview(who, id, slug, 5)).toEqual([]);
    expect((await runOf(who, id))?.lastItems).toEqual([]);
  }
  expect(await itemPreview(actor, id, slug, 5)).toHaveLength(5);
});

it("publishes what is public at once and lets the rest wait", async () => {
  const [open, shut] = [await fixtureDataset(items), await fixtureDataset(items, { answers: "hidden" })];
  const actor = await fixtureUser();
  const id = await scored(actor, [open, shut], 60);
  await publishSubmission(actor, id);
  expect([(await rowsOn(open)).length, (await rowsOn(shut)).length]).toEqual([1, 0]);
  expect((await runOf(null, id, 1))?.scores).toEqual({});
  expect((await leaderboard("perception", shut, { asOf: new Date() })).rows).toEqual([]);
  await decidePublication(admin, { submission: id, dataset: shut, decision: "approve" });
  expect(await rowsOn(shut)).toHaveLength(1);
});

it("pauses at the limit, lets what was scored wait, and tells it when the limit is raised", async () => {
  const slug = await fixtureDataset(items, { answers: "hidden" });
  await changeHiddenSet(admin, { dataset: slug, pauseShare: 0.01 });
  const [one, other] = [await fixtureUser(), await fixtureUser()];
  const late = await fixtureSubmission(url, [slug], { actor: other });
  await scored(one, [slug], 60);
  expect(await leakMeter(slug)).toMatchObject({
    isPaused: true,
    keyBits: expect.closeTo(items * Math.log2(3), 6),
  });
  await expect(scored(one, [slug], 70)).rejects.toMatchObject({ text: { key: "hiddenKeys.paused" } });
  await scored(admin, [slug], 70);

  const run = await db().run.findFirstOrThrow({ where: { submissionId: late.id } });
  await db().runBatch.updateMany({ where: { runId: run.id }, data: { state: "done", done: 40 } });
  await db().driftCheck.updateMany({ where: { runId: run.id }, data: { state: "good" } });
  await db().itemResult.createMany({
    data: Array.from({ length: items }, (_, item) => ({ runId: run.id, item, outcome: "correct" as const })),
  });
  await settleRun(run.id);
  expect(await runOf(other, late.id)).toMatchObject({ unpublished: { told: "waiting" }, scores: {} });
  await changeHiddenSet(admin, { dataset: slug, pauseShare: 1 });
  expect(await runOf(other, late.id)).toMatchObject({ unpublished: { told: "figure" } });
  await decideAdmission(admin, { user: other.id, dataset: slug, state: "revoked" });
});
