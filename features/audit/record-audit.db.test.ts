import { expect, it } from "vitest";
import { auditLog } from "#/features/audit/queries.ts";
import { recordAudit } from "#/features/audit/record-audit.ts";
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

it("is gone with the deed that failed", async () => {
  const before = (await auditLog({ limit: 100 })).length;
  const deed = db().$transaction(async (tx) => {
    await recordAudit(tx, null, "queue-drained", "all");
    throw new Error("the deed failed");
  });
  await expect(deed).rejects.toThrow("the deed failed");
  expect(await auditLog({ limit: 100 })).toHaveLength(before);
});

it.each(["UPDATE audit_log SET actor = 'x'", "DELETE FROM audit_log", "TRUNCATE audit_log"])(
  "refuses %s",
  async (sql) => {
    await expect(db().$executeRawUnsafe(sql)).rejects.toThrow(/append-only/);
  },
);
