import { expect, it, vi } from "vitest";
import { mcnemar } from "#/evaluation/statistics/mcnemar.ts";
import { seededRandom } from "#/evaluation/statistics/resampling/random.ts";
import { difficultiesOf } from "#/features/items/difficulty/queries.ts";
import { solveRateOf, solveRates } from "#/features/items/difficulty/solve-rate.ts";
import { leaderboard } from "#/features/leaderboards/queries.ts";
import { compareEntries } from "#/features/leaderboards/significance/compare-waiting-entries.ts";
import { modelBySlug, runFacts, runLetters } from "#/features/model-pages/queries.ts";
import { publishSubmission } from "#/features/submissions/publish-submission.ts";
import { unpublishSubmission } from "#/features/submissions/unpublish-submission.ts";
import { db } from "#/lib/db.ts";
import { usePredictionsFixtures } from "#/test/predictions-fixtures.ts";
import { useTestDatabase } from "#/test/test-database.ts";

useTestDatabase();

const { owner, load, publish } = usePredictionsFixtures();

const names = (count: number) => Array.from({ length: count }, (_, n) => `${n}.png`);

it("tests published runs on the same items, whoever was published first", async () => {
  const asked = names(200).map((img_path) => ({
    type: 0,
    concern: 0,
    question: "Sharp?",
    img_path,
    candidates: ["Yes", "No"],
    correct_ans: "Yes",
  }));
  await load("ask", "llvisionqa", asked);
  const answers = (right: (n: number) => boolean) =>
    asked.map((item, n) => ({ ...item, response: right(n) ? "A" : "B" }));
  const goodId = await publish(
    "Good",
    "ask",
    answers((n) => n < 140),
  );
  await publish(
    "Bad",
    "ask",
    answers((n) => n < 110 || n >= 196),
  );
  await publish(
    "Odd",
    "ask",
    answers((n) => n % 10 < 6),
  );

  const stored = await db().comparison.findMany({ orderBy: [{ firstId: "asc" }, { secondId: "asc" }] });
  expect(stored).toHaveLength(3);
  expect(stored[0]).toMatchObject({
    metric: "accuracy",
    n: 200,
    onlyFirst: 30,
    onlySecond: 4,
    difference: 0.13,
  });
  expect(stored[0]?.p).toBeCloseTo(mcnemar(30, 4), 12);

  const { rows, smallestDifference } = await leaderboard("perception", "ask");
  const ranked = rows.filter(({ model }) => model.kind === "model");
  expect(ranked.map(({ model, rank, rankTest }) => [model.name, rank.best, rank.worst, rankTest])).toEqual([
    ["Good", 1, 2, "paired"],
    ["Odd", 1, 3, "paired"],
    ["Bad", 2, 3, "paired"],
  ]);
  expect(smallestDifference.uploaded?.paired).toBe(true);

  const dataset = await db().dataset.findFirstOrThrow({ where: { slug: "ask" } });
  const difficulties = [...(await difficultiesOf(dataset))];
  const solved = solveRates.map((rate) =>
    difficulties.flatMap(([number, difficulty]) => (solveRateOf(difficulty) === rate ? [number] : [])),
  );
  const right = (n: number) => [n < 140, n < 110 || n >= 196, n % 10 < 6].filter(Boolean).length;
  const expected = [[0], [1, 2], [3]].map((counts) =>
    asked.flatMap((_, n) => (counts.includes(right(n)) ? [n] : [])),
  );
  expect(solved).toEqual(expected);

  const good = await modelBySlug("good");
  const facts = await runFacts(good?.id ?? 0);
  expect(facts[0]).toMatchObject({ readAnswers: 200, medianLatencyMs: null });
  const [letters] = await runLetters(facts);
  expect(letters).toMatchObject({ chosen: [140, 60, 0, 0], keys: [200, 0, 0, 0] });

  await unpublishSubmission(owner(), goodId);
  await db().comparison.deleteMany({ where: { first: { run: { submissionId: goodId } } } });
  await publishSubmission(owner(), goodId);
  await compareEntries();
  expect(await db().comparison.count()).toBe(3);
});

it("tells correlations apart on the same items that their figures alone do not", async () => {
  const photos = names(800).map((img_path, n) => ({ img_path, gt_score: (n * 37) % 800 }));
  await load("rate", "iqa", photos);
  const noise = (seed: number) => {
    const random = seededRandom(seed);
    return photos.map(() => random.nextBelow(800) - 400);
  };
  const [common, own] = [noise(1), noise(2)];
  const rated = (share: number) =>
    photos.map(({ img_path, gt_score }, n) => ({
      img_path,
      score: gt_score + (common[n] ?? 0) + share * (own[n] ?? 0),
    }));
  await publish("Clear", "rate", rated(0));
  await publish("Noisy", "rate", rated(0.6));
  await compareEntries();
  const [stored] = await db().comparison.findMany({ where: { metric: "srcc" } });
  expect(stored).toMatchObject({ n: 800, onlyFirst: null });
  expect(stored?.difference).toBeGreaterThan(0);
  const { rows } = await leaderboard("assessment", "rate");
  expect(rows.map(({ model, rankTest }) => [model.name, rankTest])).toEqual([
    ["Clear", "paired"],
    ["Noisy", "paired"],
  ]);
  const [clear, noisy] = rows.map(({ scores }) => scores.rate?.srcc.value ?? 0);
  expect((clear ?? 0) - (noisy ?? 0)).toBeCloseTo(stored?.difference ?? 9, 12);
  expect(stored?.p).toBeLessThan(0.01);
  expect(rows.map(({ rank }) => [rank.best, rank.worst])).toEqual([
    [1, 1],
    [2, 2],
  ]);
});

it("keeps each test as it is found, and leaves a dataset to the one process that is at it", async () => {
  const photos = names(40).map((img_path, n) => ({ img_path, gt_score: n }));
  await load("slow", "iqa", photos);
  for (const step of [2, 3, 5])
    await publish(
      `Step ${step}`,
      "slow",
      photos.map(({ img_path, gt_score }, n) => ({ img_path, score: gt_score + ((n * 7) % step) })),
    );
  const entries = await db().entry.findMany({
    where: { datasetSlug: "slow", runId: { not: null } },
    orderBy: { id: "asc" },
  });
  const found = () => db().comparison.count({ where: { first: { datasetSlug: "slow" } } });
  const comparing: Promise<void>[] = [];
  await db().$transaction(async (tx) => {
    await tx.$queryRaw`SELECT FROM entries WHERE id = ${entries[2]?.id ?? 0} FOR UPDATE`;
    comparing.push(compareEntries("slow"));
    await vi.waitUntil(async () => (await found()) === 1, 4_000);
    await compareEntries("slow");
    expect(await found()).toBe(1);
  });
  await Promise.all(comparing);
  expect(await found()).toBe(3);
  const stopped = AbortSignal.abort();
  await db().entry.updateMany({ where: { datasetSlug: "slow" }, data: { comparedAt: null } });
  await compareEntries("slow", stopped);
  expect(await db().entry.count({ where: { datasetSlug: "slow", comparedAt: { not: null } } })).toBe(0);
});
