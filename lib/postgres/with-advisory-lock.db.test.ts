import { expect, it, vi } from "vitest";
import { pool } from "#/lib/db.ts";
import { withAdvisoryLock } from "#/lib/postgres/with-advisory-lock.ts";
import { useTestDatabase } from "#/test/test-database.ts";

useTestDatabase();

const ownLocks = `FROM pg_locks l JOIN pg_database d ON d.oid = l.database
  WHERE l.locktype = 'advisory' AND d.datname = current_database()`;

it("does work of one name once at a time, and leaves out who comes meanwhile", async () => {
  const done: string[] = [];
  await withAdvisoryLock("sums", async () => {
    await withAdvisoryLock("sums", async () => void done.push("sums"));
    await withAdvisoryLock("other", async () => void done.push("other"));
  });
  await withAdvisoryLock("sums", async () => void done.push("again"));
  expect(done).toEqual(["other", "again"]);
});

it("frees lock and connection when the work fails", async () => {
  for (let time = 0; time < 12; time += 1) {
    await expect(withAdvisoryLock("sums", () => Promise.reject(new Error("no")))).rejects.toThrow("no");
    // The server sees the end of a connection a moment after this side has ended it.
    await vi.waitFor(async () => expect((await pool().query(`SELECT ${ownLocks}`)).rows).toEqual([]));
  }
});

it("goes to others when the server has ended its connection, and says so", async () => {
  const done: string[] = [];
  const lost = withAdvisoryLock("sums", async (touch) => {
    await touch();
    await pool().query(`SELECT pg_terminate_backend(pid) ${ownLocks}`);
    await vi.waitUntil(async () => {
      await withAdvisoryLock("sums", async () => void done.push("heir"));
      return done.length > 0;
    });
    await touch();
  });
  await expect(lost).rejects.toThrow();
  expect(done).toEqual(["heir"]);
});
