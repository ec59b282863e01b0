import { expect, it } from "vitest";
import { findOrCreateModel } from "#/features/models/find-or-create-model.ts";
import { db } from "#/lib/db.ts";
import { useTestDatabase } from "#/test/test-database.ts";

useTestDatabase();

it("finds a model by its name, however it is written, and gives each of many that look alike its own slug", async () => {
  const names = Array.from({ length: 30 }, (_, n) => `GPT 4o${"!".repeat(n)}`);
  const made = [];
  for (const name of names) made.push(await findOrCreateModel(db(), { name }));
  expect(new Set(made.map(({ slug }) => slug)).size).toBe(30);
  expect(made.slice(0, 5).map(({ slug }) => slug)).toEqual([
    "gpt-4o",
    "gpt-4o-2",
    "gpt-4o-3",
    "gpt-4o-4",
    expect.stringMatching(/^gpt-4o-[0-9a-f]{12}$/),
  ]);
  for (const [n, name] of names.entries())
    expect(await findOrCreateModel(db(), { name: ` ${name.toUpperCase()}` })).toEqual(made[n]);
  expect((await findOrCreateModel(db(), { name: "GPT 4o", kind: "human" })).slug).toMatch(
    /^gpt-4o-[0-9a-f]{12}$/,
  );
});

it("still finds one that an earlier release gave a number", async () => {
  const earlier = await db().model.create({ data: { slug: "llava-7", name: "LLaVA?" } });
  expect(await findOrCreateModel(db(), { name: "llava?" })).toEqual(earlier);
});

it("makes one model of a name that many offer at once", async () => {
  const all = await Promise.all(
    Array.from({ length: 8 }, (_, n) => findOrCreateModel(db(), { name: n % 2 ? "Twin" : "Twin." })),
  );
  expect(new Set(all.map(({ slug }) => slug))).toEqual(new Set(["twin", "twin-2"]));
});
