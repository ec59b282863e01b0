import { setTimeout as delay } from "node:timers/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import { ratingParserVersion } from "#/evaluation/tasks/description/parse-rating.ts";
import { parserVersion } from "#/evaluation/tasks/perception/parse-answer.ts";
import { leaderboardAsOf } from "#/features/leaderboards/leaderboard-as-of.ts";
import { leaderboard } from "#/features/leaderboards/queries.ts";
import { unreadAnswers } from "#/features/results/queries.ts";
import { recordResults } from "#/features/runs/batches/record-results.ts";
import { leaseBatch } from "#/features/runs/leases/lease-batch.ts";
import { noAnswer } from "#/features/runs/task-runner.ts";
import { rereadRuns } from "#/features/scoring/reread/reread-runs.ts";
import { settleRun } from "#/features/scoring/settle-run.ts";
import { publishSubmission } from "#/features/submissions/publish-submission.ts";
import { closeQueue } from "#/jobs/enqueue.ts";
import { db } from "#/lib/db.ts";
import { descriptionDataset, rateRun } from "#/test/description-fixtures.ts";
import { fixtureDataset, fixtureSubmission } from "#/test/submission-fixtures.ts";
import { useTestDatabase } from "#/test/test-database.ts";

useTestDatabase({
  ENDPOINT_ALLOWLIST: "127.0.0.1",
  JUDGE_BASE_URL: "http://127.0.0.1:9/v1",
  JUDGE_MODEL: "j",
});
afterAll(closeQueue);

const admin = { id: "", email: "root@example.org", isAdmin: true };

beforeAll(async () => {
  const { email } = admin;
  const user = await db().user.create({ data: { email, passwordHash: "x", isAdmin: true } });
  admin.id = user.id;
});

/** A published run of an earlier parser that read none of the answers; half of them name the right option. */
async function readByOlder(items: number) {
  const slug = await fixtureDataset(items);
  const { id, actor } = await fixtureSubmission("http://127.0.0.1:9/v1", [slug]);
  const keys = await db().item.findMany({ where: { dataset: { slug } }, orderBy: { number: "asc" } });
  const letter = (item: number) => "ABCD"[keys[item]?.correctOption ?? 0];
  for (let lease = await leaseBatch(id, "w", 60_000); lease; lease = await leaseBatch(id, "w", 60_000)) {
    const { firstItem, lastItem } = lease;
    const numbers = Array.from({ length: lastItem - firstItem + 1 }, (_, index) => firstItem + index);
    const results = numbers.map((item) => ({
      ...noAnswer,
      item,
      outcome: "unparsed" as const,
      attempts: 1,
      response: item % 2 === 0 ? `<seed:think>Or C?</seed:think>${letter(item)}` : "I wonder.",
    }));
    await recordResults(lease, results);
  }
  await db().run.updateMany({ where: { submissionId: id }, data: { parserVersion: "perception-parser-v1" } });
  for (const run of await db().run.findMany({ where: { submissionId: id } })) await settleRun(run.id);
  await publishSubmission(actor, id);
  return { slug, id };
}

const measured = async (slug: string) =>
  (await leaderboard("perception", slug)).rows.find(({ source }) => source === "measured");

it("scores stored answers by today's parser, once, and keeps the earlier scores as a past", async () => {
  const { slug, id } = await readByOlder(4);
  const before = await measured(slug);
  expect(before).toMatchObject({ olderParser: true, scores: { overall: { value: 0 } } });
  const then = new Date();
  await delay(5);
  const said: number[] = [];
  const [reread, ...others] = await rereadRuns(admin, slug, { watch: ({ read }) => said.push(read) });
  expect(others).toEqual([]);
  expect(reread).toMatchObject({ submission: id, read: 4, changed: 2, to: parserVersion });
  expect(said).toEqual([4]);
  const after = await measured(slug);
  expect(after?.scores.overall?.value).toBe(0.5);
  expect(after).toMatchObject({ parserVersion });
  expect(after).not.toHaveProperty("olderParser");
  const past = (await leaderboardAsOf("perception", slug, then.toISOString())).rows;
  expect(past.find(({ source }) => source === "measured")?.scores).toMatchObject({ overall: { value: 0 } });
  const lines = await db().ledgerEntry.findMany({ where: { verb: "run-reread" } });
  expect(lines.map(({ detail }) => detail)).toEqual([{ submission: id, parser: parserVersion }]);
  expect(await rereadRuns(admin, slug)).toEqual([]);
  const examples = [1, 3].map((item) => ({ item, text: "I wonder." }));
  expect(await unreadAnswers(null, id, slug)).toEqual([{ outcome: "unparsed", count: 2, examples }]);
});

it("reads again what a judge replied", async () => {
  const slug = await descriptionDataset(2);
  const { id } = await fixtureSubmission("http://127.0.0.1:9/v1", [slug]);
  const run = await db().run.findFirstOrThrow({ where: { submissionId: id }, include: { submission: true } });
  await db().run.update({
    where: { id: run.id },
    data: { status: "finished", parserVersion: "rating-parser-v1" },
  });
  const { judgeId } = await rateRun(run.id, "a judge", 2, () => 0);
  await db().judgeRating.updateMany({ data: { rating: null, reply: "Score: 2 - names all 3 aspects" } });
  const { modelId } = run.submission;
  const entry = await db().entry.create({
    data: {
      modelId,
      task: "description",
      datasetSlug: slug,
      datasetId: run.datasetId,
      runId: run.id,
      source: "measured",
      pipeline: "a judge",
      judgeId,
      parserVersion: "rating-parser-v1",
    },
  });
  const [reread] = await rereadRuns(admin, slug);
  expect(reread).toMatchObject({ read: 12, changed: 12, to: ratingParserVersion });
  const sum = await db().score.findFirst({ where: { entryId: entry.id, metric: "sum" } });
  expect(sum?.value).toBe(6);
});

it("is refused on hidden sets, by parsers that are not there, and for everybody but administrators", async () => {
  const slug = await fixtureDataset(2);
  await expect(rereadRuns(null, slug)).rejects.toMatchObject({ code: "unauthenticated" });
  await expect(rereadRuns({ ...admin, isAdmin: false }, slug)).rejects.toMatchObject({ code: "forbidden" });
  await expect(rereadRuns(admin, slug, { parser: "v0" })).rejects.toMatchObject({ code: "bad-input" });
  await expect(rereadRuns(admin, "none")).rejects.toMatchObject({ code: "not-found" });
  await db().dataset.updateMany({ where: { slug }, data: { answers: "hidden" } });
  await expect(rereadRuns(admin, slug)).rejects.toMatchObject({ code: "forbidden" });
});
