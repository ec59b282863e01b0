import { expect, it } from "vitest";
import { signFlip } from "#/evaluation/statistics/sign-flip.ts";
import { leaderboard } from "#/features/leaderboards/queries.ts";
import { compareEntries } from "#/features/leaderboards/significance/compare-waiting-entries.ts";
import { createUser } from "#/features/users/create-user.ts";
import { db } from "#/lib/db.ts";
import { descriptionDataset, rateRun } from "#/test/description-fixtures.ts";
import { useTestDatabase } from "#/test/test-database.ts";

useTestDatabase();

const label = "a judge of the test";
const versions = { protocolVersion: "1", promptVersion: "1", parserVersion: "1" };

/** A published run whose items a judge has rated in two rounds; `rate` gives the rating of an item. */
async function publishRated(name: string, datasetId: number, slug: string, rate: (item: number) => number) {
  const owner = await createUser({ email: `${name}@example.org` });
  const model = await db().model.create({ data: { slug: name, name } });
  const submission = await db().submission.create({
    data: { ownerId: owner.id, modelId: model.id, kind: "endpoint", publishedAt: new Date() },
  });
  const total = 20;
  const run = await db().run.create({
    data: { submissionId: submission.id, datasetId, status: "finished", total, ...versions },
  });
  const judged = await rateRun(run.id, label, total, rate);
  const mean = (3 * Array.from({ length: total }, (_, item) => rate(item)).reduce((a, b) => a + b)) / total;
  const scores = [
    { metric: "sum", slice: "overall", value: mean, n: total, low: mean - 1.2, high: mean + 1.2 },
  ];
  const entry = { modelId: model.id, task: "description", datasetSlug: slug, datasetId } as const;
  await db().entry.create({
    data: {
      ...entry,
      source: "measured",
      pipeline: label,
      ...judged,
      runId: run.id,
      publishedAt: new Date(),
      scores: { create: scores },
    },
  });
}

it("tells two models' descriptions apart on the same items that their figures alone do not", async () => {
  const slug = await descriptionDataset(20);
  const { id } = await db().dataset.findFirstOrThrow({ where: { slug } });
  await publishRated("plain", id, slug, (item) => (item < 14 ? 1 : 0));
  await publishRated("fuller", id, slug, (item) => (item < 14 ? 1 : 0) + (item % 3 === 0 ? 1 : 0));
  const before = await leaderboard("description", slug);
  expect(before.rows.map(({ rankTest, rank }) => [rankTest, rank.worst])).toEqual([
    ["unpaired", 2],
    ["unpaired", 2],
  ]);

  await compareEntries();
  const [stored, ...rest] = await db().comparison.findMany();
  expect(rest).toEqual([]);
  expect(stored).toMatchObject({ metric: "sum", n: 20, onlyFirst: null });
  expect(stored?.difference).toBeCloseTo((-3 * 7) / 20, 12);
  expect(stored?.p).toBeCloseTo(signFlip(new Array(7).fill(1)), 12);
  const { rows, smallestDifference } = await leaderboard("description", slug);
  expect(rows.map(({ model, rankTest, rank }) => [model.slug, rankTest, rank.best, rank.worst])).toEqual([
    ["fuller", "paired", 1, 1],
    ["plain", "paired", 2, 2],
  ]);
  expect(smallestDifference[label]?.paired).toBe(true);
});
