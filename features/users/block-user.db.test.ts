import { expect, it } from "vitest";
import { auditLog } from "#/features/access/queries.ts";
import { createToken } from "#/features/tokens/create-token.ts";
import { tokenBearer } from "#/features/tokens/token-bearer.ts";
import { newSessionToken } from "#/features/users/begin-session.ts";
import { blockUser, unblockUser } from "#/features/users/block-user.ts";
import { checkCredentials } from "#/features/users/check-credentials.ts";
import { createUser } from "#/features/users/create-user.ts";
import { userOfSessionToken } from "#/features/users/session-token.ts";
import { useTestDatabase } from "#/test/test-database.ts";

useTestDatabase();

const password = "seven grey herons";
const reason = "Uploads the answers of others.";

it("ends an account's sessions and tokens, and lets nobody sign in to it until it is let in again", async () => {
  const admin = await createUser({ email: "admin@example.org", isAdmin: true });
  const user = await createUser({ email: "user@example.org", password });
  const other = await createUser({ email: "other@example.org", password });
  const signIn = () => checkCredentials({ email: user.email, password }, "192.0.2.1");
  const signedIn = await signIn();
  const session = await newSessionToken(signedIn);
  const token = await createToken(user, { name: "nightly" });
  expect(await userOfSessionToken(session)).toMatchObject({ id: user.id });
  expect((await tokenBearer(token.secret))?.user).toEqual({ ...user });

  await expect(blockUser(other, user.email, reason)).rejects.toMatchObject({ code: "forbidden" });
  await expect(blockUser(null, user.email, reason)).rejects.toMatchObject({ code: "unauthenticated" });
  await expect(blockUser(admin, user.email, "")).rejects.toMatchObject({ code: "bad-input" });
  await expect(blockUser(admin, admin.email, reason)).rejects.toMatchObject({ code: "conflict" });
  await expect(blockUser(admin, "nobody@example.org", reason)).rejects.toMatchObject({ code: "not-found" });

  await blockUser(admin, user.email, reason);
  expect(await userOfSessionToken(session)).toBeNull();
  expect(await tokenBearer(token.secret)).toBeNull();
  const refusal = { code: "forbidden", text: { key: "accounts.blocked", params: { reason } } };
  await expect(signIn()).rejects.toMatchObject(refusal);
  // Who does not know the password learns nothing of it.
  await expect(
    checkCredentials({ email: user.email, password: "another" }, "192.0.2.1"),
  ).rejects.toMatchObject({ code: "unauthenticated" });
  // A sign-in that was under way.
  expect(await userOfSessionToken(await newSessionToken({ ...signedIn, sessionVersion: 1 }))).toBeNull();
  await expect(blockUser(admin, user.email, reason)).rejects.toMatchObject({ code: "conflict" });

  await unblockUser(admin, user.email, "A mistake.");
  expect(await userOfSessionToken(session)).toBeNull();
  expect(await tokenBearer(token.secret)).toBeNull();
  expect(await userOfSessionToken(await newSessionToken(await signIn()))).toMatchObject({ id: user.id });
  const lines = (await auditLog({ limit: 20 })).filter(({ verb }) => verb.startsWith("user-"));
  expect(lines.map(({ verb, subject, detail }) => [verb, subject, detail])).toEqual([
    ["user-unblocked", user.email, { reason: "A mistake." }],
    ["user-blocked", user.email, { reason }],
  ]);
});
