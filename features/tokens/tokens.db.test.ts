import { expect, it } from "vitest";
import { createToken } from "#/features/tokens/create-token.ts";
import { listTokens } from "#/features/tokens/queries.ts";
import { revokeToken } from "#/features/tokens/revoke-token.ts";
import { userOfToken } from "#/features/tokens/user-of-token.ts";
import { createUser } from "#/features/users/create-user.ts";
import { db } from "#/lib/db.ts";
import { useTestDatabase } from "#/test/test-database.ts";

useTestDatabase();

it("opens the account until it is revoked, and is stored as a hash only", async () => {
  const owner = await createUser({ email: "owner@example.org" });
  const { id, secret } = await createToken(owner, { name: " nightly run " });
  expect(secret).toMatch(/^qbb_[\w-]{43}$/);
  expect(await userOfToken(secret)).toEqual(owner);
  expect(JSON.stringify(await db().apiToken.findMany())).not.toContain(secret.slice(9));
  expect(await listTokens(owner)).toMatchObject([{ name: "nightly run", lastUsedAt: expect.any(Date) }]);
  await revokeToken(owner, id);
  expect(await userOfToken(secret)).toBeNull();
  expect(await listTokens(owner)).toEqual([]);
});

it("is nobody's but its owner's", async () => {
  const owner = await createUser({ email: "a@example.org" });
  const stranger = await createUser({ email: "b@example.org" });
  const { id, secret } = await createToken(owner, { name: "mine" });
  await expect(revokeToken(stranger, id)).rejects.toMatchObject({ code: "not-found" });
  await expect(revokeToken(owner, "not-an-id")).rejects.toMatchObject({ code: "not-found" });
  expect(await listTokens(stranger)).toEqual([]);
  expect(await userOfToken(secret.slice(0, -1).concat("_"))).toBeNull();
  expect(await userOfToken(secret)).toEqual(owner);
});

it("needs a name", async () => {
  const owner = await createUser({ email: "c@example.org" });
  await expect(createToken(owner, { name: "  " })).rejects.toMatchObject({
    fields: { name: [expect.any(String)] },
  });
});
