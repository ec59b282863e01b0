import { describe, expect, it } from "vitest";
import { rateRules } from "#/features/quotas/rate-rules.ts";
import { spend } from "#/features/quotas/spend.ts";
import { checkCredentials } from "#/features/users/check-credentials.ts";
import { createUser } from "#/features/users/create-user.ts";
import { signUp } from "#/features/users/sign-up.ts";
import { db } from "#/lib/db.ts";
import { networkOf } from "#/lib/http/client-address.ts";
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
