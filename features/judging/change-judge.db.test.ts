import { randomBytes } from "node:crypto";
import { afterAll, expect, it } from "vitest";
import { auditLog } from "#/features/access/queries.ts";
import { changeJudge, resetJudge } from "#/features/judging/change-judge.ts";
import { hasJudge, judgeForm } from "#/features/judging/judge-setting.ts";
import { configuredJudge } from "#/features/judging/open-judge.ts";
import { rotateSecrets } from "#/features/secrets/rotate-secrets.ts";
import { submissionView } from "#/features/submissions/queries.ts";
import { closeQueue } from "#/jobs/enqueue.ts";
import { db } from "#/lib/db.ts";
import { env, provideEnv } from "#/lib/env.ts";
import { descriptionDataset } from "#/test/description-fixtures.ts";
import { startMisbehavingEndpoint } from "#/test/misbehaving-endpoint.ts";
import { ok } from "#/test/misbehaviours.ts";
import { runJobs, settleAll } from "#/test/run-jobs.ts";
import { fixtureSubmission, fixtureUser, fixtureWorker } from "#/test/submission-fixtures.ts";
import { useTestDatabase } from "#/test/test-database.ts";

useTestDatabase({ ENDPOINT_ALLOWLIST: "127.0.0.1" });
afterAll(closeQueue);

const secret = "sk-judge-0123456789";

it("takes an administrator's judge for new runs, seals its key, and never sends it elsewhere", async () => {
  const admin = await fixtureUser(true);
  await using judge = await startMisbehavingEndpoint(() => ok("2"));
  await using model = await startMisbehavingEndpoint(() => ok("The picture is blurry."));
  const choice = { baseUrl: judge.url, model: "judge-2", apiKey: secret, templatesOf: 0 };
  expect(await hasJudge()).toBe(false);
  await expect(changeJudge(await fixtureUser(), choice)).rejects.toMatchObject({ code: "forbidden" });
  await changeJudge(admin, choice);
  expect(await hasJudge()).toBe(true);
  expect(JSON.stringify(await db().boardSetting.findMany())).not.toContain(secret);
  expect(JSON.stringify(await judgeForm())).not.toContain(secret);

  const { id, actor } = await fixtureSubmission(model.url, [await descriptionDataset(3)]);
  provideEnv({ SECRETS_KEYS: `fresh:${randomBytes(32).toString("base64")},${env().SECRETS_KEYS}` });
  expect(await rotateSecrets(admin, new AbortController().signal)).toMatchObject({ resealed: 2, left: [] });
  const worker = fixtureWorker();
  await runJobs(worker, id);
  await worker.idle();
  await settleAll(id);
  expect((await submissionView(actor, id)).runs[0]?.status).toBe("finished");
  expect(judge.calls[0]?.headers.authorization).toBe(`Bearer ${secret}`);
  expect(judge.calls[0]?.body).toMatchObject({ model: "judge-2" });

  const [before] = await db().judge.findMany();
  await changeJudge(admin, { ...choice, apiKey: "", templatesOf: before?.id ?? -1 });
  expect(await configuredJudge("description")).toMatchObject({
    templates: before?.templates,
    model: "judge-2",
  });
  expect(await judgeForm()).toMatchObject({ keyStored: true, isOwn: true });
  await changeJudge(admin, { ...choice, baseUrl: "https://elsewhere.example.org/v1", apiKey: "" });
  expect(await judgeForm()).toMatchObject({ keyStored: false });

  await resetJudge(admin);
  expect(await hasJudge()).toBe(false);
  const log = await auditLog({ limit: 10, verb: "judge-changed" });
  expect(log).toHaveLength(4);
  expect(JSON.stringify(log)).not.toContain(secret);
});

it("refuses an address that is none, and templates that nobody has", async () => {
  const admin = await fixtureUser(true);
  const choice = { baseUrl: "https://judge.example.org/v1", model: "j", apiKey: "", templatesOf: 0 };
  await expect(changeJudge(admin, { ...choice, baseUrl: "file:///etc/passwd" })).rejects.toThrow(/base URL/);
  await expect(changeJudge(admin, { ...choice, templatesOf: 999 })).rejects.toMatchObject({
    code: "not-found",
  });
});
