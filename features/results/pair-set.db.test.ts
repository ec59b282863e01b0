import { text } from "node:stream/consumers";
import { parse } from "csv-parse/sync";
import { beforeAll, expect, it } from "vitest";
import { latestDataset } from "#/features/datasets/queries.ts";
import { chosenItems, itemFilter } from "#/features/items/item-filter.ts";
import { listItems } from "#/features/items/item-list.ts";
import { verdictRows } from "#/features/items/matrix/queries.ts";
import { leaderboard } from "#/features/leaderboards/queries.ts";
import { perceptionTables } from "#/features/leaderboards/table/perception-tables.ts";
import { exportItems } from "#/features/results/export-items.ts";
import { perceptionRunner } from "#/features/scoring/tasks/perception-runner.ts";
import { db } from "#/lib/db.ts";
import { usePredictionsFixtures } from "#/test/predictions-fixtures.ts";
import { useTestDatabase } from "#/test/test-database.ts";

useTestDatabase();

const { load, publish } = usePredictionsFixtures();
const count = 140;
const asked = Array.from({ length: count }, (_, n) => ({
  type: n % 3,
  concern: (n * n + Math.floor(n / 7)) % 4,
  question: "Which is sharper?",
  img_path: `a${n}.png_cat_b${n}.png`,
  candidates: ["The first", "The second"],
  correct_ans: n % 5 < 3 ? "The first" : "The second",
}));
const reply = (n: number) => (n % 11 === 10 ? "no idea" : n % 4 === 1 ? "B" : "A");
const slices = ["yes-or-no", "what", "how", "distortion", "other", "compare", "joint", "overall"];
const cells = ["yes-or-no", "what", "how"].flatMap((type) => [`${type}.distortion`, `${type}.other`]);

let submission = "";
beforeAll(async () => {
  await load("pairs", "q-bench2", asked);
  const rows = asked.map((item, n) => ({ ...item, response: reply(n) }));
  submission = await publish("One", "pairs", rows.slice(0, count - 3));
});

const board = () => leaderboard("perception", "pairs");
async function scoresOfOne() {
  return (await board()).rows.find(({ model }) => model.slug === "one")?.scores ?? {};
}

it("scores distortion and other over both ways of asking, and compare and joint by themselves", async () => {
  const { columns, rows } = await board();
  expect(columns).toEqual([...slices, ...cells]);
  for (const { scores } of rows) expect(Object.keys(scores).sort()).toEqual([...columns].sort());
  const scores = await scoresOfOne();
  const sizeOf = (concerns: number[]) =>
    asked.slice(0, count - 3).filter(({ concern }) => concerns.includes(concern)).length;
  expect(["distortion", "other", "compare", "joint"].map((slice) => scores[slice]?.n)).toEqual(
    [
      [0, 2],
      [1, 3],
      [0, 1],
      [2, 3],
    ].map(sizeOf),
  );
});

it("scores a run of an endpoint in the same way as a file", async () => {
  const run = await db().run.findFirstOrThrow({ where: { submissionId: submission } });
  const [sheet] = await perceptionRunner.score(run);
  const found = sheet?.scores.map(({ slice, value, n, low, high }) => [slice, { value, n, low, high }]) ?? [];
  expect(Object.fromEntries(found)).toEqual(await scoresOfOne());
});

it("opens behind every figure the items that it was counted from", async () => {
  const dataset = await latestDataset("pairs");
  if (!dataset) throw new Error("pairs");
  const [table] = perceptionTables(await board(), (path) => path).tables;
  const scores = await scoresOfOne();
  const seen = (table?.columns ?? []).filter(({ key }) => key !== "judged");
  expect(seen).toHaveLength(slices.length + cells.length);
  for (const { key, items } of seen) {
    const params = Object.fromEntries(new URL(items ?? "", "http://board").searchParams);
    const list = await listItems(null, dataset, chosenItems({ ...params, model: "one" }));
    const { right = 0, wrong = 0, missing = 0 } = list.model?.counts ?? {};
    expect([key, right / (right + wrong), right + wrong]).toEqual([key, scores[key]?.value, scores[key]?.n]);
    expect(list.numbers).toHaveLength(right + wrong + missing);
    expect(list.model?.scores).toMatchObject([{ slice: key, value: scores[key]?.value }]);
    const [verdicts] = await verdictRows(dataset.id, itemFilter(chosenItems(params)));
    expect([...(verdicts?.verdicts ?? "")].filter((mark) => mark === "1")).toHaveLength(right);
  }
  const none = await listItems(null, dataset, chosenItems({ concern: "in-context-distortion" }));
  expect(none.numbers).toEqual([]);
});

it("names each item in its files so that every figure can be computed again", async () => {
  const csv = await text(await exportItems(null, submission, "pairs", "csv"));
  const rows: Record<string, string>[] = parse(csv, { columns: true, record_delimiter: "\r\n" });
  const lines = (await text(await exportItems(null, submission, "pairs", "jsonl"))).trimEnd().split("\n");
  expect(rows.map(({ concern }) => concern)).toEqual(lines.map((line) => JSON.parse(line).concern));
  expect(rows[0]?.concern).toBe("distortion.compare");
  const scores = await scoresOfOne();
  for (const slice of [...slices, ...cells]) {
    const own = rows.filter(({ question_type, concern = "" }) => {
      const names = ["overall", question_type, ...concern.split(".")];
      return slice.split(".").every((part) => names.includes(part));
    });
    const judged = own.filter(({ correct }) => correct !== "");
    const right = judged.filter(({ correct }) => correct === "1").length;
    expect([slice, right / judged.length, judged.length]).toEqual([
      slice,
      scores[slice]?.value,
      scores[slice]?.n,
    ]);
  }
});
