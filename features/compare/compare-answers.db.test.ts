import { expect, it } from "vitest";
import { mcnemar } from "#/evaluation/statistics/mcnemar.ts";
import { comparableRuns } from "#/features/compare/comparable-runs.ts";
import { compareAnswers } from "#/features/compare/compare-answers.ts";
import { latestDataset } from "#/features/datasets/queries.ts";
import { leaderboard } from "#/features/leaderboards/queries.ts";
import { compareEntries } from "#/features/leaderboards/significance/compare-waiting-entries.ts";
import { modelBySlug } from "#/features/model-pages/queries.ts";
import { usePredictionsFixtures } from "#/test/predictions-fixtures.ts";
import { useTestDatabase } from "#/test/test-database.ts";

useTestDatabase();

const { load, publish } = usePredictionsFixtures();

async function compared(slug: string, models: string[], page = 1) {
  const dataset = await latestDataset(slug);
  if (!dataset) throw new Error(slug);
  const found = await Promise.all(models.map(modelBySlug));
  const comparable = comparableRuns(
    found.filter((model) => model !== null),
    dataset.id,
  );
  if (comparable?.kind !== "together") throw new Error(comparable?.kind);
  return compareAnswers(dataset, comparable.runs, page);
}

it("compares assessments picture by picture, farthest places first", async () => {
  const photos = Array.from({ length: 60 }, (_, n) => ({ img_path: `${n}.png`, gt_score: n }));
  await load("rate", "iqa", photos);
  await publish(
    "straight",
    "rate",
    photos.map(({ img_path, gt_score }) => ({ img_path, score: gt_score })),
  );
  const swapped = (n: number) => (n === 10 ? 50 : n === 50 ? 10 : n);
  await publish(
    "swapped",
    "rate",
    photos.map(({ img_path, gt_score }) => ({ img_path, score: swapped(gt_score) })),
  );
  const answers = await compared("rate", ["straight", "swapped"]);
  if (answers.kind !== "rated") throw new Error(answers.kind);
  const { rows } = await leaderboard("assessment", "rate");
  const srcc = (slug: string) =>
    rows.find(({ model }) => model.slug === slug)?.scores.rate?.srcc.value ?? Number.NaN;
  const [pair] = answers.pairs;
  expect(pair?.differences[0]).toMatchObject({ measure: "srcc", n: 60 });
  expect(pair?.differences[0]?.difference).toBeCloseTo(srcc("straight") - srcc("swapped"), 12);
  await compareEntries("rate");
  const stored = await compared("rate", ["straight", "swapped"]);
  expect(stored.kind === "rated" && stored.pairs[0]?.differences).toEqual(pair?.differences);
  const turned = await compared("rate", ["swapped", "straight"]);
  const backwards = turned.kind === "rated" ? turned.pairs[0]?.differences[0] : undefined;
  expect(backwards?.difference).toBeCloseTo(-(pair?.differences[0]?.difference ?? 0), 12);
  expect(pair?.agreement.srcc).toBeCloseTo(srcc("swapped"), 12);
  expect(pair?.dots[10]).toEqual([10, 10, 50, 10]);
  expect(answers.differing).toBe(2);
  expect(answers.items.map(({ number, rated }) => [number, rated.mos, rated.gap])).toEqual([
    [10, 10, 40],
    [50, 50, 40],
  ]);
  expect(answers.items[0]?.rated.ratings).toEqual([
    { value: 10, place: 50 },
    { value: 50, place: 10 },
  ]);
});

it("compares answers of perception, with the items that tell them apart", async () => {
  const asked = Array.from({ length: 30 }, (_, n) => ({
    type: 0,
    concern: n % 4,
    question: "Sharp?",
    img_path: `${n}.png`,
    candidates: ["Yes", "No"],
    correct_ans: "Yes",
  }));
  await load("ask", "llvisionqa", asked);
  const answers = (right: (n: number) => boolean) =>
    asked.map((item, n) => ({ ...item, response: right(n) ? "A" : "B" }));
  await publish(
    "most",
    "ask",
    answers((n) => n < 28),
  );
  await publish(
    "few",
    "ask",
    answers((n) => n < 4 || n === 29),
  );
  const found = await compared("ask", ["most", "few"], 2);
  if (found.kind !== "graded") throw new Error(found.kind);
  const [pair] = found.pairs;
  expect(pair?.overlap).toMatchObject({ onlyFirst: 24, onlySecond: 1, n: 30 });
  expect(pair?.overlap.p).toBeCloseTo(mcnemar(24, 1), 12);
  expect([found.differing, found.items.map(({ number }) => number)]).toEqual([25, [29]]);
});
