import { expect, it } from "vitest";
import { claimName } from "#/features/models/claim-name.ts";
import { findOrCreateModel } from "#/features/models/find-or-create-model.ts";
import { seedReported } from "#/features/reported/seed-reported.ts";
import { db } from "#/lib/db.ts";
import { fixtureUser } from "#/test/submission-fixtures.ts";
import { useTestDatabase } from "#/test/test-database.ts";

useTestDatabase();

const make = (name: string, owner?: { id: string; isAdmin: boolean }) =>
  db().$transaction((tx) => findOrCreateModel(tx, { name }, owner));
const claim = (modelId: number, owner: { id: string; isAdmin: boolean }) =>
  db().$transaction((tx) => claimName(tx, modelId, owner));

it("finds a model by its name, however it is written, and gives each of many that look alike its own slug", async () => {
  const names = Array.from({ length: 30 }, (_, n) => `GPT 4o${"+".repeat(n)}`);
  const made = [];
  for (const name of names) made.push(await make(name));
  expect(new Set(made.map(({ slug }) => slug)).size).toBe(30);
  expect(made.slice(0, 5).map(({ slug }) => slug)).toEqual([
    "gpt-4o",
    "gpt-4o-2",
    "gpt-4o-3",
    "gpt-4o-4",
    expect.stringMatching(/^gpt-4o-[0-9a-f]{12}$/),
  ]);
  for (const [n, name] of names.entries())
    expect(await make(` ${name.toUpperCase()}\u200b`)).toEqual(made[n]);
});

it("makes one model of a name that an account offers many times at once", async () => {
  const owner = await fixtureUser();
  const all = await Promise.all(Array.from({ length: 8 }, (_, n) => make(n % 2 ? "Twin" : "Twin+", owner)));
  expect(new Set(all.map(({ slug }) => slug))).toEqual(new Set(["twin", "twin-2"]));
});

it("gives a name to the account that publishes under it first, and refuses all that look like it with another", async () => {
  const [first, second, third] = [await fixtureUser(), await fixtureUser(), await fixtureUser()];
  const early = await make("Reference Endpoint", first);
  const late = await make("reference-endpoint", second);
  expect(late.id).not.toBe(early.id);
  // Who publishes first has the plain slug, also where another private one had it.
  expect(await claim(late.id, second)).toMatchObject({ slug: "reference-endpoint", ownerId: second.id });
  const taken = {
    code: "conflict",
    text: { key: "models.taken", params: { suggestion: expect.any(String) } },
  };
  await expect(claim(early.id, first)).rejects.toMatchObject({ ...taken, field: "name" });
  for (const name of ["REFERENCE  ENDPOINT", "Rеfеrеnсе\u200b Еndроint", "Reference Endp0int!"])
    await expect(make(name, third)).rejects.toMatchObject({ ...taken, field: "model.name" });
  expect(await make("REFERENCE ENDPOINT", second)).toMatchObject({ id: late.id });
  expect((await db().model.findUniqueOrThrow({ where: { id: early.id } })).slug).toMatch(
    /^reference-endpoint-[0-9a-f]{12}$/,
  );

  const refusal = await make("Reference Endpoint", third).catch((error) => error);
  const suggestion = refusal.text.params.suggestion;
  expect(suggestion).toMatch(/^user-[0-9a-f]{6}\/Reference Endpoint$/);
  const other = await make(suggestion, third);
  expect(await claim(other.id, third)).toMatchObject({ name: suggestion, ownerId: third.id });
});

it("lets one of many accounts have a name that all publish under at once", async () => {
  const owners = await Promise.all(Array.from({ length: 6 }, () => fixtureUser()));
  const offers = await Promise.all(
    owners.map(async (owner) => ({ owner, model: await make("Wanted", owner) })),
  );
  const ends = await Promise.allSettled(offers.map(({ owner, model }) => claim(model.id, owner)));
  expect(ends.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
});

it("keeps reported names, alone and with something after them, for the board and its operator", async () => {
  await seedReported();
  const [user, admin] = [await fixtureUser(), await fixtureUser(true)];
  const reserved = { code: "conflict", text: { key: "models.reserved" } };
  for (const name of [
    "Kosmos-2",
    "KOSMOS 2",
    "Kоsmоs-2",
    "Kosmos-2 (verified)",
    "Kosmos-2 2",
    "GPT-4V (gpt-4-vision) official",
    "GPT-4V",
    "Random guess",
    "Senior-level human",
  ])
    await expect(make(name, user), name).rejects.toMatchObject(reserved);
  for (const name of ["Kosmos-2.5", "LLaVA-v1.6 (Vicuna-7B)", "Lab/Kosmos-2"])
    expect((await make(name, user)).ownerId).toBe(user.id);
  const kosmos = await db().model.findFirstOrThrow({ where: { name: "Kosmos-2" } });
  const own = await make("kosmos-2", admin);
  expect(own.id).toBe(kosmos.id);
  expect(await claim(own.id, admin)).toEqual(own);
});

it("refuses a name of which nothing can be read", async () => {
  const user = await fixtureUser();
  await expect(make("\u200b!", user)).rejects.toMatchObject({ code: "bad-input", field: "model.name" });
});

it("finds a slug for each of a thousand accounts with one name, and a suggestion for the next", async () => {
  const users = Array.from({ length: 1000 }, (_, n) => ({ email: `many-${n}@example.org` }));
  const made = await db().user.createManyAndReturn({ data: users, select: { id: true } });
  await db().model.createMany({
    data: made.map(({ id: ownerId }, n) => ({
      name: "Crowded",
      nameKey: "crowded",
      slug: `crowded-${n}`,
      ownerId,
    })),
  });
  const [first, late] = [await fixtureUser(), await fixtureUser()];
  const own = await make("crowded", first);
  expect(await make("CROWDED", first)).toEqual(own);
  expect(await claim(own.id, first)).toMatchObject({ slug: "crowded" });
  await expect(make("Crowded", late)).rejects.toMatchObject({
    text: {
      key: "models.taken",
      params: { suggestion: expect.stringMatching(/^user-[0-9a-f]{6}.Crowded$/) },
    },
  });
});
