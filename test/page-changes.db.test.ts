import { afterAll, beforeAll, expect, it } from "vitest";
import { db, pool } from "#/lib/db.ts";
import { listen } from "#/lib/notifications.ts";
import { useTestDatabase } from "#/test/test-database.ts";

useTestDatabase();

let told = 0;
let mark = 0;
let reached: (payload: string | null) => void = () => {};
let stop = () => {};

beforeAll(async () => {
  stop = await listen("page_changes", (payload) => {
    if (payload === "") told += 1;
    else reached(payload);
  });
});
afterAll(() => stop());

/** How many times the web processes are told to forget their pages. */
async function tells(action: () => Promise<unknown>): Promise<number> {
  const before = told;
  await action();
  const own = `mark ${++mark}`;
  const { promise, resolve } = Promise.withResolvers<void>();
  reached = (payload) => payload === own && resolve();
  await pool().query("SELECT pg_notify('page_changes', $1)", [own]);
  await promise;
  return told - before;
}

it("the kept pages are forgotten when something published changes, and for nothing that nobody sees", async () => {
  const model = await db().model.create({ data: { slug: "seen", name: "Seen" } });
  const data = { modelId: model.id, task: "perception", datasetSlug: "d", source: "reported" } as const;
  const scores = { create: [{ metric: "accuracy", slice: "overall", value: 0.5 }] };
  const entries = [await db().entry.create({ data: { ...data, scores } }), await db().entry.create({ data })];
  const [first = 0, second = 0] = entries.map(({ id }) => id);
  const score = { entryId_metric_slice: { entryId: first, metric: "accuracy", slice: "overall" } };
  const actions: Record<string, () => Promise<unknown>> = {
    "a score": () => db().score.update({ where: score, data: { value: 0.6 } }),
    "an entry": () => db().entry.update({ where: { id: first }, data: { coverage: 0.9 } }),
    "a past": () => db().entryVersion.create({ data: { entryId: first, coverage: 1, scores: [] } }),
    "a comparison": () =>
      db().comparison.create({
        data: { firstId: first, secondId: second, metric: "m", n: 3, difference: 0, error: 1, p: 1 },
      }),
    "all comparisons": () => db().comparison.deleteMany(),
    "all pasts": () => db().entryVersion.deleteMany(),
  };
  expect(await tells(() => db().model.create({ data: { slug: "m", name: "M" } }))).toBe(0);
  expect(await tells(() => db().entry.create({ data: { ...data, scores } }))).toBe(0);
  for (const [what, action] of Object.entries(actions)) expect(await tells(action), what).toBe(0);

  const publish = (publishedAt: Date | null) =>
    db().entry.updateMany({ where: { id: { in: [first, second] } }, data: { publishedAt } });
  expect(await tells(() => publish(new Date()))).toBe(1);
  for (const [what, action] of Object.entries(actions)) expect(await tells(action), what).toBe(1);
  expect(await tells(() => publish(null))).toBe(1);
  for (const [what, action] of Object.entries(actions)) expect(await tells(action), what).toBe(0);
  expect(await tells(() => publish(new Date()))).toBe(1);
  expect(await tells(() => db().model.update({ where: { id: model.id }, data: { name: "N" } }))).toBe(1);
  expect(await tells(() => pool().query("BEGIN; UPDATE entries SET coverage = 1; ROLLBACK"))).toBe(0);
  expect(await tells(() => db().entry.delete({ where: { id: first } }))).toBe(1);
  expect(await tells(() => pool().query("TRUNCATE entries CASCADE"))).toBe(1);
});
