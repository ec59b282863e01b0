import { beforeAll, expect, it, vi } from "vitest";
import { compareEntries } from "#/features/leaderboards/significance/compare-waiting-entries.ts";
import { runnerFor } from "#/features/scoring/tasks/runner-by-task.ts";
import { writeEntry } from "#/features/scoring/write-entry.ts";
import { db, pool } from "#/lib/db.ts";
import { usePredictionsFixtures } from "#/test/predictions-fixtures.ts";
import { useTestDatabase } from "#/test/test-database.ts";

useTestDatabase();
const { load, publish } = usePredictionsFixtures();

const asked = Array.from({ length: 60 }, (_, n) => ({
  type: 0,
  concern: 0,
  question: "Sharp?",
  img_path: `${n}.png`,
  candidates: ["Yes", "No"],
  correct_ans: "Yes",
}));
const photos = asked.map(({ img_path }, n) => ({ img_path, gt_score: n }));

beforeAll(async () => {
  await load("ask", "llvisionqa", asked);
  await load("rate", "iqa", photos);
  for (const [index, name] of ["One", "Two"].entries()) {
    const answers = asked.map((item, n) => ({ ...item, response: n % (index + 3) === 0 ? "B" : "A" }));
    const ratings = photos.map(({ img_path, gt_score }, n) => ({
      img_path,
      score: gt_score + ((n * 17) % (20 * index + 10)),
    }));
    await publish(name, "ask", answers);
    await publish(name, "rate", ratings);
  }
});

async function forgetComparisons(): Promise<void> {
  await db().comparison.deleteMany();
  await db().entry.updateMany({ data: { comparedAt: null } });
}

function stored() {
  return db().comparison.findMany({ orderBy: [{ metric: "asc" }, { firstId: "asc" }] });
}

async function uncompared(datasetSlug: string): Promise<number> {
  return db().entry.count({ where: { datasetSlug, runId: { not: null }, comparedAt: null } });
}

async function somebodyWaits(): Promise<void> {
  const waiting =
    "SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'";
  await vi.waitUntil(async () => (await pool().query(waiting)).rowCount, 5_000);
}

/** Has a run scored again, other answers and all, after its items were read to compare it and before that is kept. */
async function rescoreWhileCompared(slug: string, model: string): Promise<void> {
  const entry = await db().entry.findFirstOrThrow({ where: { datasetSlug: slug, model: { slug: model } } });
  const run = await db().run.findUniqueOrThrow({
    where: { id: entry.runId ?? 0 },
    include: { submission: { include: { model: true } }, dataset: true },
  });
  const comparing: Promise<void>[] = [];
  await db().$transaction(
    async (tx) => {
      await tx.$queryRaw`SELECT FROM entries FOR UPDATE`;
      comparing.push(compareEntries(slug));
      await somebodyWaits();
      await pool().query(
        `UPDATE item_results SET outcome = CASE outcome WHEN 'correct' THEN 'wrong' ELSE outcome END, score = -score
         WHERE run_id = $1 AND item < 20`,
        [run.id],
      );
      const [sheet] = (await runnerFor(run.dataset.task)?.score(run)) ?? [];
      if (!sheet) throw new Error("there is nothing to score");
      await writeEntry(tx, run, sheet, 1, entry.publishedAt);
    },
    { timeout: 20_000 },
  );
  await Promise.all(comparing);
}

it.each([
  ["ask", "one"],
  ["ask", "two"],
  ["rate", "one"],
  ["rate", "two"],
])("keeps no test on %s of answers that %s no longer has", async (slug, model) => {
  await forgetComparisons();
  await rescoreWhileCompared(slug, model);
  expect(await uncompared(slug)).toBeGreaterThan(0);
  await compareEntries(slug);
  const kept = await stored();
  expect(kept).toHaveLength(1);
  expect(await uncompared(slug)).toBe(0);
  await forgetComparisons();
  await compareEntries(slug);
  expect(await stored()).toEqual(kept);
});

it("puts a test in the place of an earlier one", async () => {
  await forgetComparisons();
  await compareEntries("ask");
  const kept = await stored();
  await db().comparison.updateMany({ data: { n: 1, p: 0.5 } });
  await db().entry.updateMany({ data: { comparedAt: null } });
  await compareEntries("ask");
  expect(await stored()).toEqual(kept);
});
