import { afterEach, expect, it } from "vitest";
import { pool } from "#/lib/db.ts";
import { ChangeListener } from "#/lib/postgres/change-listener.ts";
import { useTestDatabase } from "#/test/test-database.ts";

useTestDatabase();

const changes = new ChangeListener("things");
afterEach(() => changes.close());

const notify = () => pool().query("SELECT pg_notify('things', '')");

it("tells of every change that was committed before the question, and of no other", async () => {
  let last = await changes.count();
  expect(last).not.toBeNull();
  for (let round = 0; round < 20; round++) {
    expect(new Set(await Promise.all([changes.count(), changes.count(), changes.count()]))).toEqual(
      new Set([last]),
    );
    await notify();
    const now = await changes.count();
    expect(now).toBeGreaterThan(last ?? 0);
    last = now;
  }
  await pool().query("SELECT pg_notify('things', 'the beat of another process')");
  await pool().query("BEGIN; SELECT pg_notify('things', ''); ROLLBACK");
  expect(await changes.count()).toBe(last);
});

it("takes all for changed after its connection was lost", async () => {
  const before = await changes.count();
  await pool().query(
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE '%pg_notify(%' AND pid <> pg_backend_pid()",
  );
  await notify();
  const told = [await changes.count(), await changes.count()].filter((count) => count !== null);
  expect(told).not.toContain(before);
});
