import { beforeAll, expect, it } from "vitest";
import type { User } from "#/features/access/actor.ts";
import { auditLog } from "#/features/access/queries.ts";
import { hiddenBudget } from "#/features/quotas/hidden-budget.ts";
import { submissionQuota } from "#/features/quotas/queries.ts";
import { rateRules } from "#/features/quotas/rate-rules.ts";
import { setQuota } from "#/features/quotas/set-quota.ts";
import { spend } from "#/features/quotas/spend.ts";
import { db } from "#/lib/db.ts";
import { fixtureDataset, fixtureSubmission, fixtureUser } from "#/test/submission-fixtures.ts";
import { useTestDatabase } from "#/test/test-database.ts";

useTestDatabase({ ENDPOINT_ALLOWLIST: "127.0.0.1" });

const url = "http://127.0.0.1:9/v1";
let admin: User;
let hidden: string;

beforeAll(async () => {
  admin = await fixtureUser(true);
  hidden = await fixtureDataset(3, { answers: "hidden" });
});

const guarded = () => ({ slug: hidden, answers: "hidden" as const });
const failWith = (submissionId: string, reason: string) =>
  db().run.updateMany({ where: { submissionId }, data: { status: "failed", reason } });

it("ends with the day's submissions, and says when the next is free", async () => {
  const actor = await fixtureUser();
  await setQuota(admin, actor.id, { submissionsADay: 2, hiddenSubmissionsADay: null });
  await fixtureSubmission(url, [hidden], { actor });
  expect(await submissionQuota(actor)).toMatchObject({ limit: 2, left: 1, nextAt: null });
  const [second, third] = await Promise.allSettled([
    fixtureSubmission(url, [hidden], { actor }),
    fixtureSubmission(url, [hidden], { actor }),
  ]);
  const refusal = [second, third].find(({ status }) => status === "rejected");
  expect([second.status, third.status].sort()).toEqual(["fulfilled", "rejected"]);
  expect(refusal).toMatchObject({
    reason: { code: "rate-limited", message: expect.stringContaining("2 submissions in 24 hours") },
  });
  const wait = refusal?.status === "rejected" ? refusal.reason.retryAfterSeconds : 0;
  expect(wait).toBeGreaterThan(86_000);
  expect(wait).toBeLessThanOrEqual(86_400);
});

it("gives back what failed through the board's fault, and only that", async () => {
  const actor = await fixtureUser();
  const { id } = await fixtureSubmission(url, [hidden], { actor });
  const left = async () => [
    (await submissionQuota(actor))?.left,
    (await hiddenBudget(actor, guarded()))?.left,
  ];
  expect(await left()).toEqual([299, 19]);
  await failWith(id, "endpoint-down");
  expect(await left()).toEqual([299, 19]);
  for (const fault of ["not-settled", "judge-down"]) {
    await failWith(id, fault);
    expect(await left()).toEqual([300, 20]);
  }
  await db().run.updateMany({ where: { submissionId: id }, data: { status: "queued", reason: null } });
  expect(await left()).toEqual([299, 19]);
});

it("binds no administrator, and is set by one alone, on record", async () => {
  const actor = await fixtureUser();
  expect(await submissionQuota(admin)).toBeNull();
  expect(await hiddenBudget(admin, guarded())).toBeNull();
  const quota = { submissionsADay: 5, hiddenSubmissionsADay: 1 };
  await expect(setQuota(null, actor.id, quota)).rejects.toMatchObject({ code: "unauthenticated" });
  await expect(setQuota(actor, actor.id, quota)).rejects.toMatchObject({ code: "forbidden" });
  await expect(setQuota(admin, actor.id, { submissionsADay: -1 })).rejects.toMatchObject({
    code: "bad-input",
  });
  await expect(setQuota(admin, "nobody", quota)).rejects.toMatchObject({ code: "not-found" });
  await setQuota(admin, actor.id, quota);
  expect(await hiddenBudget(actor, guarded())).toMatchObject({ limit: 1, left: 1 });
  await fixtureSubmission(url, [hidden], { actor });
  await expect(fixtureSubmission(url, [hidden], { actor })).rejects.toMatchObject({ code: "rate-limited" });
  const [entry] = await auditLog({ limit: 1, verb: "quota-set" });
  expect(entry).toMatchObject({ actor: admin.email, subject: actor.email, detail: quota });
});

it("counts attempts where every process sees them, and tells how long to wait", async () => {
  for (let left = rateRules.probe.points - 1; left >= 0; left--)
    expect(await spend("probe", "somebody")).toMatchObject({ left, exceeded: false });
  await expect(spend("probe", "somebody")).rejects.toMatchObject({
    code: "rate-limited",
    retryAfterSeconds: expect.toSatisfy((seconds: number) => seconds > 590 && seconds <= 600),
  });
  expect(await spend("probe", "somebody else")).toMatchObject({ left: rateRules.probe.points - 1 });
  const rows = await db().rateLimit.findMany({ where: { points: { gt: rateRules.probe.points } } });
  expect(rows).toHaveLength(1);
  expect(rows[0]?.key).not.toContain("somebody");
});
