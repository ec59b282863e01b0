import { encode } from "next-auth/jwt";
import { describe, expect, it } from "vitest";
import { beginSession, newSessionToken } from "#/features/users/begin-session.ts";
import { changePassword } from "#/features/users/change-password.ts";
import { createUser } from "#/features/users/create-user.ts";
import { endSessionOfToken } from "#/features/users/end-session.ts";
import { sealSession, userOfSessionToken } from "#/features/users/session-token.ts";
import { signUp } from "#/features/users/sign-up.ts";
import { db } from "#/lib/db.ts";
import { env } from "#/lib/env.ts";
import { useTestDatabase } from "#/test/test-database.ts";

useTestDatabase();

const password = "seven grey herons";
const hour = 60 * 60 * 1000;
const ago = (ms: number) => new Date(Date.now() - ms);

async function somebody(name: string) {
  return { ...(await createUser({ email: `${name}@example.org`, password })), sessionVersion: 0 };
}

describe("a session", () => {
  it("names its user until it is ended, and ends no other", async () => {
    const user = await somebody("two-browsers");
    const [home, work] = [await newSessionToken(user), await newSessionToken(user)];
    expect(await userOfSessionToken(home)).toEqual({ id: user.id, email: user.email, isAdmin: false });
    await endSessionOfToken(home);
    expect(await userOfSessionToken(home)).toBeNull();
    expect(await userOfSessionToken(work)).toMatchObject({ id: user.id });
    const { endedAt } = await db().session.findFirstOrThrow({ where: { NOT: { endedAt: null } } });
    await endSessionOfToken(home);
    await endSessionOfToken("forged");
    await endSessionOfToken(undefined);
    expect(await db().session.findMany({ where: { endedAt } })).toHaveLength(1);
  });

  it("ends with a change of password, wherever it is open", async () => {
    const user = await signUp({ email: "session@example.org", password }, "192.0.2.1");
    const tokens = [await newSessionToken(user), await newSessionToken(user)];
    const changing = (current: string) =>
      changePassword(user, { current, password: "eight grey herons" }, new Date(0));
    await expect(changing("something else")).rejects.toMatchObject({
      fields: { current: [expect.any(String)] },
    });
    expect(await userOfSessionToken(tokens[0] ?? "")).not.toBeNull();
    const renewed = await changing(password);
    for (const token of tokens) expect(await userOfSessionToken(token)).toBeNull();
    expect(await db().session.count({ where: { userId: user.id, endedAt: null } })).toBe(0);
    expect(await userOfSessionToken(await newSessionToken(renewed))).toMatchObject({ id: user.id });
  });

  it("is refused when forged, cut, of somebody else's row, without a row or of someone deleted", async () => {
    const user = await somebody("gone");
    const other = await somebody("other");
    const claims = await beginSession(user);
    const token = await sealSession(claims);
    const seal = (said: object, secret = env().NEXTAUTH_SECRET) => encode({ token: { ...said }, secret });
    expect(await userOfSessionToken(await seal(claims))).toMatchObject({ id: user.id });
    for (const bad of [
      await seal(claims, "x".repeat(43)),
      token.slice(0, -2),
      await seal({ ...claims, sub: "not an id" }),
      await seal({ ...claims, sub: other.id }),
      await seal({ ...claims, version: 1 }),
      await seal({ ...claims, session: crypto.randomUUID() }),
      // As they were before sessions had rows.
      await seal({ sub: user.id, version: 0 }),
    ])
      expect(await userOfSessionToken(bad)).toBeNull();
    await db().user.delete({ where: { id: user.id } });
    expect(await userOfSessionToken(token)).toBeNull();
    expect(await db().session.count({ where: { userId: user.id } })).toBe(0);
  });

  it("says when it was last seen, to the hour", async () => {
    const claims = await beginSession(await somebody("seen"));
    const token = await sealSession(claims);
    const lastSeen = async () =>
      (await db().session.findUniqueOrThrow({ where: { id: claims.session } })).lastSeenAt.getTime();
    const began = await lastSeen();
    await userOfSessionToken(token);
    expect(await lastSeen()).toBe(began);
    await db().session.update({ where: { id: claims.session }, data: { lastSeenAt: ago(2 * hour) } });
    await userOfSessionToken(token);
    expect(await lastSeen()).toBeGreaterThanOrEqual(began);
  });

  it("lasts 30 days however often it is renewed, and its row is cleared when anybody signs in", async () => {
    const user = await somebody("month");
    const claims = await beginSession(user);
    await db().session.update({
      where: { id: claims.session },
      data: { createdAt: ago(30 * 24 * hour + 1000) },
    });
    expect(await userOfSessionToken(await sealSession(claims))).toBeNull();
    await beginSession(await somebody("next"));
    expect(await db().session.findUnique({ where: { id: claims.session } })).toBeNull();
  });

  it("is one of a hundred at most: the oldest makes way, also where many begin at once", async () => {
    const user = await somebody("loop");
    const first = await newSessionToken(user);
    await db().session.updateMany({ where: { userId: user.id }, data: { createdAt: ago(hour) } });
    for (let round = 0; round < 3; round++)
      await Promise.all(Array.from({ length: 40 }, () => beginSession(user)));
    await beginSession(user);
    expect(await db().session.count({ where: { userId: user.id } })).toBe(100);
    expect(await userOfSessionToken(first)).toBeNull();
  });
});
