import { afterAll, beforeAll, expect, it } from "vitest";
import { leaderboardAsOf } from "#/features/leaderboards/leaderboard-as-of.ts";
import { startLeaderboardCache, stopLeaderboardCache } from "#/features/leaderboards/leaderboard-cache.ts";
import { leaderboard } from "#/features/leaderboards/queries.ts";
import { db } from "#/lib/db.ts";
import { useTestDatabase } from "#/test/test-database.ts";

useTestDatabase();
beforeAll(startLeaderboardCache);
afterAll(stopLeaderboardCache);

let serial = 0;
async function publish(name: string, value: number, publishedAt = new Date()) {
  const model = await db().model.create({ data: { slug: name, name } });
  const data = { modelId: model.id, task: "perception", datasetSlug: "kept", source: "reported" } as const;
  const scores = { create: [{ metric: "accuracy", slice: "overall", value, n: 1000 }] };
  return db().entry.create({ data: { ...data, reportedBy: `${++serial}`, publishedAt, scores } });
}

it("gives the same board until something changes that it shows, and the new one from then on", async () => {
  const { id } = await publish("a", 0.5);
  const board = await leaderboard("perception", "kept");
  const same = await Promise.all([leaderboard("perception", "kept"), leaderboard("perception", "kept")]);
  expect(same.every((one) => one === board)).toBe(true);
  expect(await leaderboard("perception", "kept", { exact: true })).not.toBe(board);
  for (let round = 1; round <= 10; round++) {
    await db().entry.update({ where: { id }, data: { coverage: 1 - round / 100 } });
    const { rows } = await leaderboard("perception", "kept");
    expect(rows.map(({ coverage }) => coverage)).toEqual([1 - round / 100]);
  }
  await publish("b", 0.6);
  const both = await Promise.all(Array.from({ length: 5 }, () => leaderboard("perception", "kept")));
  expect(new Set(both).size).toBe(1);
  expect(both[0]?.rows.map(({ model }) => model.slug)).toEqual(["b", "a"]);
});

it("makes the board of an earlier day once for all moments between two events", async () => {
  await publish("old", 0.7, new Date("2026-01-01T00:00:00Z"));
  await db().entry.updateMany({
    where: { model: { slug: "old" } },
    data: { createdAt: new Date("2026-01-01") },
  });
  const at = async (moment: string) => (await leaderboardAsOf("perception", "kept", moment)).rows;
  const rows = await at("2026-02-01T00:00:00Z");
  expect(rows.map(({ model }) => model.slug)).toEqual(["old"]);
  for (let second = 10; second < 20; second++) expect(await at(`2026-02-01T00:00:${second}Z`)).toBe(rows);
  expect(await at("2025-12-31T00:00:00Z")).toEqual([]);
  expect(await at("2026-02-02")).toBe(rows);
});
