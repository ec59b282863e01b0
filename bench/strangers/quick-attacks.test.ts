import { expect, it } from "vitest";
import { allAttacks } from "#/bench/strangers/all-attacks.ts";
import { kinds } from "#/bench/strangers/attack.ts";
import { quickAttacks } from "#/bench/strangers/strangers.ts";

it("attacks a board in one way of every kind in its quick form, and in several in its whole one", () => {
  const quick = quickAttacks();
  expect(quick.map(({ kind }) => kind).sort()).toEqual([...kinds].sort());
  const names = allAttacks.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  expect(names.length).toBeGreaterThan(4 * kinds.length);
});
