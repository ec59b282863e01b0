import { describe, expect, it } from "vitest";
import { authorizeAnswerKeys } from "#/features/access/authorize-answer-keys.ts";
import { auditLog } from "#/features/access/queries.ts";
import { recordAudit } from "#/features/access/record-audit.ts";
import { createUser } from "#/features/users/create-user.ts";
import { db } from "#/lib/db.ts";
import { useTestDatabase } from "#/test/test-database.ts";

useTestDatabase();

it("keeps who, what, on what and from where, newest first", async () => {
  const admin = { ...(await createUser({ email: "admin@example.org", isAdmin: true })), from: "192.0.2.7" };
  await db().$transaction((tx) => recordAudit(tx, null, "sign-in-failed", "admin@example.org"));
  await db().$transaction((tx) => recordAudit(tx, admin, "quota-set", "user@example.org", { a: 1 }));
  const [newest, oldest] = await auditLog({ limit: 10 });
  expect(newest).toMatchObject({ actorId: admin.id, actor: admin.email, verb: "quota-set" });
  expect(newest).toMatchObject({ subject: "user@example.org", detail: { a: 1 }, address: "192.0.2.7" });
  expect(oldest).toMatchObject({ actorId: null, actor: "visitor", verb: "sign-in-failed" });
  expect(await auditLog({ limit: 10, verb: "sign-in-failed" })).toEqual([oldest]);
  expect(await auditLog({ limit: 10, beforeId: newest?.id })).toEqual([oldest]);
});

it("is gone with the action that failed", async () => {
  const before = (await auditLog({ limit: 100 })).length;
  const action = db().$transaction(async (tx) => {
    await recordAudit(tx, null, "queue-drained", "all");
    throw new Error("the action failed");
  });
  await expect(action).rejects.toThrow("the action failed");
  expect(await auditLog({ limit: 100 })).toHaveLength(before);
});

it.each(["UPDATE audit_log SET actor = 'x'", "DELETE FROM audit_log", "TRUNCATE audit_log"])(
  "refuses %s",
  async (sql) => {
    await expect(db().$executeRawUnsafe(sql)).rejects.toThrow(/append-only/);
  },
);

describe("a look at hidden answers", () => {
  const hidden = { slug: "secret-set", answers: "hidden" as const };
  const looks = () => auditLog({ limit: 100, verb: "hidden-answers-read" });

  it("is entered for an administrator, once a minute for the same page and place", async () => {
    const admin = { ...(await createUser({ email: "looks@example.org", isAdmin: true })), from: "192.0.2.7" };
    for (let look = 0; look < 3; look++)
      expect(await authorizeAnswerKeys(admin, hidden, "items.csv")).toBe(true);
    expect(await authorizeAnswerKeys({ ...admin, from: "192.0.2.8" }, hidden, "items.csv")).toBe(true);
    expect(await authorizeAnswerKeys(admin, hidden, "items")).toBe(true);
    expect(await looks()).toMatchObject([
      { subject: "secret-set", detail: { place: "items" }, actor: admin.email, address: "192.0.2.7" },
      { detail: { place: "items.csv" }, address: "192.0.2.8" },
      { detail: { place: "items.csv" }, address: "192.0.2.7" },
    ]);
  });

  it("is none where answers are public, or withheld", async () => {
    const user = await createUser({ email: "withheld@example.org" });
    const before = (await looks()).length;
    expect(await authorizeAnswerKeys(user, hidden, "items")).toBe(false);
    expect(await authorizeAnswerKeys(null, hidden, "items")).toBe(false);
    expect(await authorizeAnswerKeys(user, { ...hidden, answers: "public" }, "items")).toBe(true);
    expect(await looks()).toHaveLength(before);
  });
});
