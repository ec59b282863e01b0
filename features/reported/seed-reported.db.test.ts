import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { seedReported } from "#/features/reported/seed-reported.ts";
import { db } from "#/lib/db.ts";
import published from "#/prisma/seed/reported-scores.json" with { type: "json" };
import { sharedData } from "#/test/shared-data.ts";
import { useTestDatabase } from "#/test/test-database.ts";

useTestDatabase();

function ledgerLines() {
  return db().ledgerEntry.count({ where: { verb: "scores-reported" } });
}

it("adds every published row once, changes what changed, and writes the ledger only then", async () => {
  expect(await seedReported()).toEqual({ added: published.rows.length, changed: 0, removed: 0 });
  expect(await seedReported()).toEqual({ added: 0, changed: 0, removed: 0 });
  expect(await ledgerLines()).toBe(1);

  const [first, second, ...rest] = structuredClone(published.rows);
  const corrected = { ...first, scores: { accuracy: { ...first?.scores.accuracy, overall: 0.5 } } };
  expect(await seedReported({ ...published, rows: [corrected, ...rest] })).toEqual({
    added: 0,
    changed: 1,
    removed: 1,
  });
  expect(await seedReported({ ...published, rows: [first, second, ...rest] })).toEqual({
    added: 1,
    changed: 1,
    removed: 0,
  });
  expect(await ledgerLines()).toBe(3);
});

it("gives accuracies n and interval, random guess none", async () => {
  const scores = await db().score.findMany({
    where: {
      slice: "overall",
      metric: "accuracy",
      entry: { datasetSlug: "llvisionqa-dev", pipeline: "multiple-choice" },
    },
    include: { entry: { include: { model: true } } },
  });
  expect(scores).toHaveLength(15);
  for (const { n, low, high, value, entry } of scores) {
    expect(n).toBe(1495);
    if (entry.model.kind === "random") expect([low, high]).toEqual([null, null]);
    else expect(low).toBeLessThan(value ?? 0);
  }
});

it.runIf(sharedData)("holds every figure of the published tables", async () => {
  const tables = JSON.parse(readFileSync(`${sharedData}/data/published/q-bench.json`, "utf8"));
  const count = (node: unknown): number =>
    typeof node === "object" && node !== null
      ? Object.values(node)
          .map(count)
          .reduce((a, b) => a + b, 0)
      : 1;
  const published = ["perception", "perceptionPairs", "description", "assessment"].flatMap(
    (task) => tables[task],
  );
  const averages = 2 * tables.assessment.length;
  const figures = published.map(({ scores }) => count(scores)).reduce((a: number, b: number) => a + b, 0);
  expect(await db().score.count({ where: { entry: { source: "reported" } } })).toBe(figures - averages);
});
