import { encode } from "next-auth/jwt";
import { describe, expect, it } from "vitest";
import { rateRules } from "#/features/quotas/rate-rules.ts";
import { spend } from "#/features/quotas/spend.ts";
import { changePassword } from "#/features/users/change-password.ts";
import { checkCredentials } from "#/features/users/check-credentials.ts";
import { createUser } from "#/features/users/create-user.ts";
import { newSessionToken, userOfSessionToken } from "#/features/users/session-token.ts";
import { signUp } from "#/features/users/sign-up.ts";
import { networkOf } from "#/lib/client-address.ts";
import { db } from "#/lib/db.ts";
import { env } from "#/lib/env.ts";
import { countAttempt } from "#/lib/rate-limit.ts";
import { useTestDatabase } from "#/test/test-database.ts";

useTestDatabase();

const password = "seven grey herons";
const wrongWords = {
  code: "unauthenticated",
  message: expect.stringContaining("e-mail address or the password"),
};

describe("an account", () => {
  it("is found under any spelling of its e-mail, and opened once", async () => {
    await signUp({ email: "  Ada@Example.ORG ", password }, "192.0.2.1");
    const user = await checkCredentials({ email: "ADA@example.org", password }, "192.0.2.1");
    expect(user).toMatchObject({ email: "ada@example.org", isAdmin: false });
    await expect(signUp({ email: "ada@EXAMPLE.org", password }, "192.0.2.1")).rejects.toMatchObject({
      code: "conflict",
      fields: { email: [expect.stringContaining("already has an account")] },
    });
  });

  it("keeps no password, only a salted scrypt hash with its parameters", async () => {
    await createUser({ email: "salt-a@example.org", password });
    await createUser({ email: "salt-b@example.org", password });
    const rows = await db().user.findMany({ where: { email: { startsWith: "salt-" } } });
    const hashes = rows.map((row) => row.passwordHash);
    expect(hashes).toHaveLength(2);
    expect(hashes[0]).toMatch(/^scrypt\$32768\$8\$3\$/);
    expect(hashes[0]).not.toBe(hashes[1]);
  });

  it.each([
    ["short", "ninechars"],
    ["common", "Password123"],
    ["its own e-mail", "weak@example.org"],
    ["one letter", "aaaaaaaaaaaa"],
  ])("refuses a password that is %s", async (_, weak) => {
    await expect(signUp({ email: "weak@example.org", password: weak }, "192.0.2.1")).rejects.toMatchObject({
      code: "bad-input",
      fields: { password: [expect.any(String)] },
    });
  });

  it("answers the same to an unknown e-mail, a wrong password and an account without one", async () => {
    await createUser({ email: "provider@example.org" });
    for (const email of ["nobody@example.org", "provider@example.org", "ada@example.org", "not an e-mail"]) {
      const attempt = checkCredentials({ email, password: "not this one" }, "192.0.2.2");
      await expect(attempt).rejects.toMatchObject(wrongWords);
    }
  });

  it("stops guessing after ten attempts, the right password included", async () => {
    await createUser({ email: "target@example.org", password });
    for (let attempt = 0; attempt < 10; attempt++) {
      const guess = checkCredentials(
        { email: "target@example.org", password: `guess ${attempt}` },
        "192.0.2.3",
      );
      await expect(guess).rejects.toMatchObject({ code: "unauthenticated" });
    }
    const right = checkCredentials({ email: "target@example.org", password }, "192.0.2.4");
    await expect(right).rejects.toMatchObject({ code: "rate-limited" });
  });
});

describe("a session", () => {
  it("names its user until the password changes", async () => {
    const user = await signUp({ email: "session@example.org", password }, "192.0.2.1");
    const token = await newSessionToken(user);
    expect(await userOfSessionToken(token)).toEqual({ id: user.id, email: user.email, isAdmin: false });
    const wrong = changePassword(user, { current: "something else", password: "eight grey herons" });
    await expect(wrong).rejects.toMatchObject({ fields: { current: [expect.any(String)] } });
    const renewed = await changePassword(user, { current: password, password: "eight grey herons" });
    expect(await userOfSessionToken(token)).toBeNull();
    expect(await userOfSessionToken(await newSessionToken(renewed))).toMatchObject({ id: user.id });
  });

  it("is refused when forged, cut or of someone deleted", async () => {
    const user = await createUser({ email: "gone@example.org", password });
    const token = await newSessionToken({ id: user.id, sessionVersion: 0 });
    const forged = await encode({ token: { sub: user.id, version: 0 }, secret: "x".repeat(43) });
    expect(await userOfSessionToken(forged)).toBeNull();
    expect(await userOfSessionToken(token.slice(0, -2))).toBeNull();
    const other = await encode({ token: { sub: "not an id", version: 0 }, secret: env().NEXTAUTH_SECRET });
    expect(await userOfSessionToken(other)).toBeNull();
    await db().user.delete({ where: { id: user.id } });
    expect(await userOfSessionToken(token)).toBeNull();
  });
});

it("counts an IPv6 network of /64 as one address, for new accounts and for guesses", async () => {
  const within = (n: number) => `2001:db8:1:2::${n.toString(16)}`;
  const signedUp = (n: number) => signUp({ email: `six-${n}@example.org`, password }, within(n));
  for (let n = 0; n < rateRules.signUp.points; n++) await spend("signUp", networkOf(within(n)));
  await expect(signedUp(1000)).rejects.toMatchObject({ code: "rate-limited" });
  const guess = (n: number) =>
    checkCredentials({ email: `nobody-${n}@example.org`, password: "a wrong one" }, within(n));
  for (let n = 0; n < rateRules.signInAddress.points; n++)
    await countAttempt(rateRules.signInAddress, networkOf(within(n)));
  await expect(guess(2000)).rejects.toMatchObject({ code: "rate-limited" });
  await expect(
    checkCredentials({ email: "nobody@example.org", password: "a wrong one" }, "2001:db8:1:3::1"),
  ).rejects.toMatchObject(wrongWords);
});
