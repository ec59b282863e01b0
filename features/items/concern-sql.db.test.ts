import { expect, it } from "vitest";
import { concernsOf, pairConcerns, pairSubsets, quadrants } from "#/evaluation/tasks/perception/slices.ts";
import { pool } from "#/lib/db.ts";
import { useTestDatabase } from "#/test/test-database.ts";

useTestDatabase();

it("names concerns in SQL as the engine does", async () => {
  const single = quadrants.map((_, concern) => ({ questionType: 0, concern, subset: null }));
  const pairs = pairSubsets.flatMap((subset) =>
    [0, 1, 2, 3].map((concern) => ({ questionType: 0, concern, subset })),
  );
  expect(pairConcerns).toHaveLength(2);
  for (const item of [...single, ...pairs, { questionType: null, concern: null, subset: null }]) {
    const { rows } = await pool().query<{ concern: string | null }>(
      "SELECT item_concern($1, $2) AS concern",
      [item.subset, item.concern],
    );
    expect(rows[0]?.concern).toBe(concernsOf(item).join(".") || null);
  }
});
