import { afterAll, beforeAll, expect, it } from "vitest";
import type { User } from "#/features/access/actor.ts";
import { auditLog } from "#/features/access/queries.ts";
import { askAdmission } from "#/features/hidden-keys/ask-admission.ts";
import { changeHiddenSet } from "#/features/hidden-keys/change-hidden-set.ts";
import { decideAdmission } from "#/features/hidden-keys/decide-admission.ts";
import { admissionTo, hiddenSetOf, listAdmissions } from "#/features/hidden-keys/queries.ts";
import { retrySubmission } from "#/features/submissions/retry-submission.ts";
import { submit } from "#/features/submissions/submit.ts";
import { closeQueue } from "#/jobs/enqueue.ts";
import { db } from "#/lib/db.ts";
import { fixtureDataset, fixtureKey, fixtureUser } from "#/test/submission-fixtures.ts";
import { useTestDatabase } from "#/test/test-database.ts";

useTestDatabase({ ENDPOINT_ALLOWLIST: "127.0.0.1" });
afterAll(closeQueue);

let admin: User;
let user: User;
let hidden: string;
let open: string;
beforeAll(async () => {
  [admin, user] = [await fixtureUser(true), await fixtureUser()];
  [hidden, open] = [await fixtureDataset(3, { answers: "hidden" }), await fixtureDataset(3)];
});

const send = (actor: User, ...datasets: string[]) =>
  submit(actor, {
    model: { name: "Model" },
    endpoint: { protocol: "openai", baseUrl: "http://127.0.0.1:9/v1", model: "m", apiKey: fixtureKey },
    datasets,
  });
const runs = () => db().run.count();

it("is asked for once, granted, and taken back, each on record", async () => {
  const refusal = { code: "forbidden", text: { key: "hiddenKeys.notAdmitted", params: { dataset: hidden } } };
  await expect(send(user, open, hidden)).rejects.toMatchObject(refusal);
  expect(await runs()).toBe(0);
  await send(user, open);

  expect(await admissionTo(user, hidden)).toBe("none");
  expect(await askAdmission(user, { dataset: hidden, reason: "We built a model." })).toBe("asked");
  expect(await askAdmission(user, { dataset: hidden, reason: "Hello again." })).toBe("asked");
  const [asked] = await listAdmissions(10);
  expect(asked).toMatchObject({ state: "asked", reason: "We built a model.", user: { email: user.email } });
  await expect(send(user, hidden)).rejects.toMatchObject(refusal);

  await decideAdmission(admin, { user: user.id, dataset: hidden, state: "granted" });
  expect(await askAdmission(user, { dataset: hidden, reason: "Once more." })).toBe("granted");
  const { id } = await send(user, hidden);

  await decideAdmission(admin, { user: user.email.toUpperCase(), dataset: hidden, state: "revoked" });
  await expect(send(user, hidden)).rejects.toMatchObject(refusal);
  await db().run.updateMany({ where: { submissionId: id }, data: { status: "failed" } });
  await expect(retrySubmission(user, id, { apiKey: fixtureKey })).rejects.toMatchObject(refusal);
  expect(await askAdmission(user, { dataset: hidden, reason: "A new one." })).toBe("asked");

  const verbs = (await auditLog({ limit: 20 })).map(({ verb }) => verb);
  expect(verbs.filter((verb) => verb === "admission-asked")).toHaveLength(2);
  expect(verbs.filter((verb) => verb === "admission-decided")).toHaveLength(2);
});

it("needs a reason, a dataset with hidden answers, and an administrator to grant it", async () => {
  for (const reason of ["", "  ", "x".repeat(501)])
    await expect(askAdmission(user, { dataset: hidden, reason })).rejects.toMatchObject({
      text: { key: "hiddenKeys.reason" },
    });
  for (const dataset of [open, "nowhere"])
    await expect(askAdmission(user, { dataset, reason: "Why not?" })).rejects.toMatchObject({
      code: "not-found",
    });
  await expect(askAdmission(null, { dataset: hidden, reason: "Me." })).rejects.toMatchObject({
    code: "unauthenticated",
  });
  const grant = { user: user.id, dataset: hidden, state: "granted" };
  await expect(decideAdmission(user, grant)).rejects.toMatchObject({ code: "forbidden" });
  await expect(decideAdmission(admin, { ...grant, user: "nobody@example.org" })).rejects.toMatchObject({
    code: "not-found",
  });
  await send(admin, hidden);
});

it("takes files of answers where an administrator says so", async () => {
  expect(await hiddenSetOf(hidden)).toMatchObject({ takesFiles: false });
  await expect(changeHiddenSet(user, { dataset: hidden, takesFiles: true })).rejects.toMatchObject({
    code: "forbidden",
  });
  await changeHiddenSet(admin, { dataset: hidden, takesFiles: true });
  expect(await hiddenSetOf(hidden)).toMatchObject({ takesFiles: true });
  for (const pauseShare of [0, 1.1, Number.NaN])
    await expect(changeHiddenSet(admin, { dataset: hidden, pauseShare })).rejects.toMatchObject({
      code: "bad-input",
    });
});
