import { expect, inject, it } from "vitest";
import { schemaDifference } from "#/scripts/schema-difference.ts";

it("has a migration for everything in the Prisma schema", async () => {
  expect(await schemaDifference(inject("serverUrl"))).toBe("");
});
