import { expect, it } from "vitest";
import { operatorUser } from "#/features/users/operator-user.ts";
import { db } from "#/lib/db.ts";
import { useTestDatabase } from "#/test/test-database.ts";

useTestDatabase();

it("is one user, however many commands begin at once", async () => {
  const users = await Promise.all(Array.from({ length: 8 }, () => operatorUser()));
  expect(new Set(users.map(({ id }) => id)).size).toBe(1);
  expect(users[0]).toMatchObject({ isAdmin: true, from: "shell" });
  expect(await db().user.count()).toBe(1);
});
