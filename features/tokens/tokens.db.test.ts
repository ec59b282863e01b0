import { expect, it } from "vitest";
import { auditLog } from "#/features/access/queries.ts";
import { createToken } from "#/features/tokens/create-token.ts";
import { listTokens } from "#/features/tokens/queries.ts";
import { revokeToken } from "#/features/tokens/revoke-token.ts";
import { tokenBearer } from "#/features/tokens/token-bearer.ts";
import { createUser } from "#/features/users/create-user.ts";
import { db } from "#/lib/db.ts";
import { useTestDatabase } from "#/test/test-database.ts";

useTestDatabase();

it("opens the account until it is revoked, and is stored as a hash only", async () => {
  const owner = await createUser({ email: "owner@example.org" });
  const { id, secret } = await createToken(owner, { name: " nightly run " });
  expect(secret).toMatch(/^qbb_[\w-]{43}$/);
  expect((await tokenBearer(secret))?.user).toEqual(owner);
  expect(JSON.stringify(await db().apiToken.findMany())).not.toContain(secret.slice(9));
  expect(await listTokens(owner)).toMatchObject([{ name: "nightly run", lastUsedAt: expect.any(Date) }]);
  await revokeToken(owner, id);
  expect(await tokenBearer(secret)).toBeNull();
  expect(await listTokens(owner)).toEqual([]);
});

it("is nobody's but its owner's", async () => {
  const owner = await createUser({ email: "a@example.org" });
  const stranger = await createUser({ email: "b@example.org" });
  const { id, secret } = await createToken(owner, { name: "mine" });
  await expect(revokeToken(stranger, id)).rejects.toMatchObject({ code: "not-found" });
  await expect(revokeToken(owner, "not-an-id")).rejects.toMatchObject({ code: "not-found" });
  expect(await listTokens(stranger)).toEqual([]);
  expect(await tokenBearer(secret.slice(0, -1).concat("_"))).toBeNull();
  expect((await tokenBearer(secret))?.user).toEqual(owner);
});

it("needs a name", async () => {
  const owner = await createUser({ email: "c@example.org" });
  await expect(createToken(owner, { name: "  " })).rejects.toMatchObject({
    fields: { name: [expect.any(String)] },
  });
});

it("may do what its scopes say, until it ends", async () => {
  const admin = await createUser({ email: "root@example.org", isAdmin: true });
  const user = await createUser({ email: "d@example.org" });
  const scopesOf = async (owner: typeof user, scopes?: string[]) =>
    tokenBearer((await createToken(owner, { name: "t", scopes })).secret);
  expect(await scopesOf(user)).toMatchObject({ scopes: ["read", "submit"], user: { isAdmin: false } });
  expect(await scopesOf(admin)).toMatchObject({
    scopes: ["read", "submit", "admin"],
    user: { isAdmin: true },
  });
  expect(await scopesOf(admin, ["read"])).toMatchObject({ scopes: ["read"], user: { isAdmin: false } });
  for (const scopes of [["admin"], ["everything"], []])
    await expect(scopesOf(user, scopes)).rejects.toMatchObject({ fields: { scopes: [expect.any(String)] } });
  const { id, secret, expiresAt } = await createToken(user, { name: "t", days: 1 });
  expect(expiresAt?.getTime()).toBeGreaterThan(Date.now() + 86_000_000);
  await db().apiToken.update({ where: { id }, data: { expiresAt: new Date() } });
  expect(await tokenBearer(secret)).toBeNull();
  for (const days of [0, 1.5, 10_000])
    await expect(createToken(user, { name: "t", days })).rejects.toMatchObject({ code: "bad-input" });
});

it("is entered in the audit log when made and revoked, without its secret", async () => {
  const user = { ...(await createUser({ email: "e@example.org" })), from: "192.0.2.1" };
  const { id, secret, prefix } = await createToken(user, { name: "nightly" });
  await revokeToken(user, id);
  const entries = await auditLog({ limit: 2, actor: user.email });
  expect(entries.map(({ verb }) => verb)).toEqual(["token-revoked", "token-created"]);
  expect(entries.every(({ subject, address }) => subject === prefix && address === user.from)).toBe(true);
  expect(JSON.stringify(entries)).not.toContain(secret.slice(9));
});
