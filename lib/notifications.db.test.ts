import { expect, it } from "vitest";
import { pool } from "#/lib/db.ts";
import { listen } from "#/lib/notifications.ts";
import { useTestDatabase } from "#/test/test-database.ts";

useTestDatabase();

const notify = (payload: string) => pool().query("SELECT pg_notify('birds', $1)", [payload]);

function inbox() {
  const heard: (string | null)[] = [];
  const waiting: (() => void)[] = [];
  return {
    heard,
    take(payload: string | null) {
      heard.push(payload);
      for (const wake of waiting.splice(0)) wake();
    },
    next: () => new Promise<void>((resolve) => waiting.push(resolve)),
  };
}

it("tells every listener, and finds its way back after a lost connection", async () => {
  const first = inbox();
  const second = inbox();
  const stopFirst = await listen("birds", first.take);
  const stopSecond = await listen("birds", second.take);
  await Promise.all([first.next(), second.next(), notify("heron")]);
  expect([first.heard, second.heard]).toEqual([["heron"], ["heron"]]);

  stopFirst();
  const lost = second.next();
  await pool().query(
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'LISTEN%' AND datname = current_database()",
  );
  await lost;
  expect(second.heard).toEqual(["heron", null]);
  await Promise.all([second.next(), notify("crane")]);
  expect(second.heard.at(-1)).toBe("crane");
  expect(first.heard).toEqual(["heron"]);
  stopSecond();
  stopSecond();
});

it("asks its connection one thing at a time", async () => {
  const warnings: Error[] = [];
  const warn = (warning: Error) => warnings.push(warning);
  process.on("warning", warn);
  const box = inbox();
  const stops = await Promise.all(
    ["owls", "owls", "wrens", "tits", "larks"].map((channel) => listen(channel, box.take)),
  );
  await Promise.all([box.next(), pool().query("SELECT pg_notify('larks', 'one')")]);
  process.off("warning", warn);
  expect(box.heard).toEqual(["one"]);
  expect(warnings).toEqual([]);
  for (const stop of stops) stop();
});
