import { expect, it } from "vitest";
import { statisticsVersion } from "#/evaluation/statistics/statistics-version.ts";
import { leaderboard } from "#/features/leaderboards/queries.ts";
import { compareEntries } from "#/features/leaderboards/significance/compare-waiting-entries.ts";
import { refreshStatistics } from "#/features/scoring/refresh-statistics.ts";
import { db } from "#/lib/db.ts";
import { usePredictionsFixtures } from "#/test/predictions-fixtures.ts";
import { useTestDatabase } from "#/test/test-database.ts";

useTestDatabase();
const { load, publish } = usePredictionsFixtures();

const references = 12;
const perReference = 8;
const pictures = Array.from({ length: references * perReference }, (_, item) => ({
  img_path: `I${String(Math.floor(item / perReference) + 1).padStart(2, "0")}_01_0${(item % perReference) + 1}.png`,
  gt_score: (item * 37) % 100,
}));
/** Errors are those of the reference picture: its pictures err together. */
const guesses = (weight: number) =>
  pictures.map(({ img_path, gt_score }, item) => ({
    img_path,
    score: gt_score + weight * ((Math.floor(item / perReference) * 53) % 97) + (item % 5),
  }));

it("gives a set its groups on import, and one that was there before in place, with bounds and tests again", async () => {
  await load("kadid-small", "iqa", pictures);
  await publish("near", "kadid-small", guesses(0.6));
  await publish("far", "kadid-small", guesses(1.4));
  await compareEntries();
  const grouped = await leaderboard("assessment", "kadid-small");
  const { srcc, krcc } = grouped.rows[0]?.scores["kadid-small"] ?? {};
  expect([srcc?.groups, krcc?.groups]).toEqual([references, references]);
  expect(await db().dataset.findFirst()).toMatchObject({ groupRule: "kadid", groupCount: references });

  // As an earlier edition left it: no groups, narrow bounds, no KRCC.
  await db().item.updateMany({ data: { groupName: null } });
  await db().dataset.updateMany({ data: { groupRule: null, groupCount: null } });
  await db().entry.updateMany({ data: { statisticsVersion: null } });
  await db().score.updateMany({ data: { groups: null, low: 0.5, high: 0.501 } });
  await db().score.deleteMany({ where: { metric: "krcc" } });
  const tested = await db().comparison.findMany();
  await db().comparison.updateMany({ data: { error: 1e-6, p: 0 } });

  await refreshStatistics();
  await compareEntries();
  const again = await leaderboard("assessment", "kadid-small");
  expect(again.rows.map(({ scores }) => scores)).toEqual(grouped.rows.map(({ scores }) => scores));
  expect(again.rows.map(({ rank }) => rank)).toEqual(grouped.rows.map(({ rank }) => rank));
  expect(await db().comparison.findMany()).toEqual(tested);
  expect(await db().entry.count({ where: { statisticsVersion } })).toBe(2);
  expect(await db().entryVersion.count()).toBe(2);

  await refreshStatistics();
  expect(await db().entryVersion.count()).toBe(2);
});

it("tests answers about one picture as one", async () => {
  const question = (index: number) => ({
    type: 0,
    concern: 0,
    question: "Is it sharp?",
    img_path: `${index}.jpg`,
    candidates: ["Yes", "No"],
    correct_ans: "Yes",
  });
  const questions = Array.from({ length: 40 }, (_, index) => question(index));
  await load("asked", "llvisionqa", questions);
  // Four questions a picture, as in files that ask several of one.
  const { id } = await db().dataset.findFirstOrThrow({ where: { slug: "asked" } });
  await db().$executeRaw`UPDATE items SET group_name = 'p' || number / 4 WHERE dataset_id = ${id}`;
  await db().dataset.update({ where: { id }, data: { groupRule: "pictures", groupCount: 10 } });
  const answers = (yes: (index: number) => boolean) =>
    questions.map(({ img_path }, index) => ({ img_path, response: yes(index) ? "A" : "B" }));
  await publish(
    "always",
    "asked",
    answers(() => true),
  );
  await publish(
    "mostly",
    "asked",
    answers((index) => index >= 12),
  );
  await compareEntries();
  const [stored] = await db().comparison.findMany({ where: { metric: "accuracy" } });
  expect(stored).toMatchObject({ n: 40, onlyFirst: 12, onlySecond: 0 });
  // Three pictures, not twelve questions: 2 of 8 sign patterns.
  expect(stored?.p).toBeCloseTo(0.25, 12);
  const { rows } = await leaderboard("perception", "asked");
  const overall = rows.find(({ model }) => model.slug === "mostly")?.scores.overall;
  expect(overall).toMatchObject({ value: 0.7, n: 40, groups: 10 });
  expect(overall?.low).toBeLessThan(0.45);
});
