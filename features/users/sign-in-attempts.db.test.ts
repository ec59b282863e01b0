import { describe, expect, it } from "vitest";
import { auditLog } from "#/features/access/queries.ts";
import { rateRules } from "#/features/quotas/rate-rules.ts";
import { checkCredentials } from "#/features/users/check-credentials.ts";
import { createUser } from "#/features/users/create-user.ts";
import { countSignInAttempt, rememberSignIn } from "#/features/users/sign-in-attempts.ts";
import { signUp } from "#/features/users/sign-up.ts";
import { countAttempt } from "#/lib/rate-limit.ts";
import { useTestDatabase } from "#/test/test-database.ts";

useTestDatabase();

const password = "seven grey herons";
const wrong = "not this one";
const tooMany = { code: "rate-limited", message: expect.stringContaining("Wait 15 minutes") };
const slowedDown = { code: "rate-limited", message: expect.stringContaining("Many addresses") };
/** Each is a network of its own. */
const stranger = (n: number) => `2001:db8:${n.toString(16)}::1`;

describe("ten wrong passwords from one address", () => {
  it("keep that address out, the right password included, and let the owner in from another", async () => {
    await createUser({ email: "target@example.org", password });
    const ask = (word: string, address: string) =>
      checkCredentials({ email: "target@example.org", password: word }, address);
    await countTimes(rateRules.signIn.points - 1, "target@example.org", "192.0.2.3");
    await expect(ask(wrong, "192.0.2.3")).rejects.toMatchObject({ code: "unauthenticated" });
    await expect(ask(password, "192.0.2.3")).rejects.toMatchObject(tooMany);
    expect(await ask(password, "192.0.2.4")).toMatchObject({ email: "target@example.org" });
    await expect(ask(password, "192.0.2.3")).rejects.toMatchObject(tooMany);
    expect(await auditLog({ verb: "sign-in-locked", limit: 10 })).toMatchObject([{ address: "192.0.2.3" }]);
  });

  it("keep nobody out of another account, until the address has tried a hundred times", async () => {
    await countTimes(rateRules.signIn.points, "one@example.org", "192.0.2.5");
    await expect(countSignInAttempt("one@example.org", "192.0.2.5")).rejects.toMatchObject(tooMany);
    await countSignInAttempt("two@example.org", "192.0.2.5");
    for (let n = 0; n < rateRules.signInAddress.points; n++)
      await countAttempt(rateRules.signInAddress, "192.0.2.5");
    await expect(countSignInAttempt("three@example.org", "192.0.2.5")).rejects.toMatchObject(tooMany);
    await countSignInAttempt("three@example.org", "192.0.2.6");
  });

  it("are forgotten when the right one comes before them", async () => {
    for (let round = 0; round < 3; round++) {
      await countTimes(rateRules.signIn.points - 1, "typist@example.org", "192.0.2.7");
      await rememberSignIn("typist@example.org", "192.0.2.7");
    }
  });
});

describe.each([
  ["an account", "owner@example.org"],
  ["no account", "nobody@example.org"],
])("many addresses at %s", (_, mailbox) => {
  it("are slowed down to one attempt at a time, never stopped", async () => {
    const { points } = rateRules.signInStrangers;
    for (let n = 0; n < points; n++) await countSignInAttempt(mailbox, stranger(n));
    await countSignInAttempt(mailbox, stranger(1000));
    await expect(countSignInAttempt(mailbox, stranger(1001))).rejects.toMatchObject({
      ...slowedDown,
      retryAfterSeconds: expect.toSatisfy((seconds) => seconds <= rateRules.signInSlow.seconds),
    });
    for (let n = 0; n < points; n++)
      await countSignInAttempt(mailbox, stranger(2000 + n)).catch((error) =>
        expect(error).toMatchObject(slowedDown),
      );
    // So many within the hour: the next of them waits longer.
    await expect(countSignInAttempt(mailbox, stranger(3000))).rejects.toMatchObject({
      ...slowedDown,
      retryAfterSeconds: expect.toSatisfy((seconds) => seconds > rateRules.signInSlow.seconds),
    });
  });
});

it("an owner gets in from where they were before, whatever strangers try", async () => {
  const home = "198.51.100.1";
  await signUp({ email: "ada@example.org", password }, home);
  for (let n = 0; n <= rateRules.signInStrangers.points; n++)
    await countSignInAttempt("ada@example.org", stranger(n));
  const ask = (word: string, address: string) =>
    checkCredentials({ email: "ada@example.org", password: word }, address);
  await expect(ask(password, "198.51.100.2")).rejects.toMatchObject(slowedDown);
  expect(await ask(password, home)).toMatchObject({ email: "ada@example.org" });
  await countTimes(rateRules.signIn.points, "ada@example.org", home);
  await expect(ask(password, home)).rejects.toMatchObject(tooMany);
});

async function countTimes(times: number, mailbox: string, address: string): Promise<void> {
  for (let n = 0; n < times; n++) await countSignInAttempt(mailbox, address);
}
