import type { ChildProcess } from "node:child_process";
import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { User } from "#/features/access/actor.ts";
import { reconcile } from "#/features/scoring/reconcile.ts";
import { rotateSecrets } from "#/features/secrets/rotate-secrets.ts";
import { submissionView } from "#/features/submissions/queries.ts";
import { operatorUser } from "#/features/users/operator-user.ts";
import { closeQueue } from "#/jobs/enqueue.ts";
import { db } from "#/lib/db.ts";
import { provideEnv } from "#/lib/env.ts";
import { startMisbehavingEndpoint } from "#/test/misbehaving-endpoint.ts";
import { after as delayed, ok } from "#/test/misbehaviours.ts";
import { runJobs, settleAll } from "#/test/run-jobs.ts";
import {
  fixtureDataset,
  fixtureKey,
  fixtureSubmission,
  fixtureWorker,
  rightAnswer,
  seen,
} from "#/test/submission-fixtures.ts";
import { useTestDatabase } from "#/test/test-database.ts";
import { endWorkerProcess, startWorkerProcess } from "#/test/worker-process.ts";

const [old, fresh, stranger] = ["old", "fresh", "old"].map(
  (id) => `${id}:${randomBytes(32).toString("base64")}`,
);
const ring = (...keys: (string | undefined)[]) => provideEnv({ SECRETS_KEYS: keys.join(",") });
let operator: User;
const never = new AbortController().signal;
const workers: ChildProcess[] = [];

useTestDatabase({ ENDPOINT_ALLOWLIST: "127.0.0.1" });
beforeAll(async () => {
  ring(old);
  operator = await operatorUser();
});
afterAll(async () => {
  await closeQueue();
  await Promise.all(workers.map((worker) => endWorkerProcess(worker, "SIGKILL")));
});

it("rotates in mid-run: workers of both rings go on, and the old key is not needed for the rest", async () => {
  await using server = await startMisbehavingEndpoint((call) =>
    call.headers.authorization === `Bearer ${fixtureKey}` ? delayed(30, ok(rightAnswer(call))) : ok("Z"),
  );
  ring(old, fresh);
  const { id, actor } = await fixtureSubmission(server.url, [await fixtureDataset(300)]);
  const before = startWorkerProcess();
  workers.push(before);
  await seen(actor, id, ({ runs }) => (runs[0]?.done ?? 0) >= 60);

  ring(fresh, old);
  expect(await rotateSecrets(operator, never)).toEqual({
    active: "fresh",
    resealed: 1,
    left: [],
    removable: ["old"],
  });
  expect(await rotateSecrets(operator, never)).toMatchObject({ resealed: 0, removable: ["old"] });
  await seen(actor, id, ({ runs }) => (runs[0]?.done ?? 0) >= 120);

  ring(fresh);
  workers.push(startWorkerProcess());
  await endWorkerProcess(before, "SIGTERM");
  const { runs } = await seen(actor, id, ({ status }) => status === "finished");
  expect(runs[0]).toMatchObject({ done: 300, missing: 0, scores: { overall: { value: 1, n: 300 } } });
  expect(server.calls.every(({ headers }) => headers.authorization === `Bearer ${fixtureKey}`)).toBe(true);
  await Promise.all(workers.splice(0).map((worker) => endWorkerProcess(worker, "SIGTERM")));
});

it("names what it cannot open, and a run whose key is lost says so, waits, and goes on when it is back", async () => {
  await using server = await startMisbehavingEndpoint((call) => ok(rightAnswer(call)));
  ring(old);
  const { id, actor } = await fixtureSubmission(server.url, [await fixtureDataset(20)]);
  ring(fresh);
  expect(await rotateSecrets(operator, never)).toMatchObject({
    resealed: 0,
    left: [{ key: "old", values: 1, reason: "key-missing" }],
  });
  await runJobs(fixtureWorker(), id);
  ring(fresh, stranger);
  expect(await rotateSecrets(operator, never)).toMatchObject({
    left: [{ key: "old", reason: "does-not-open" }],
  });
  const paused = (await submissionView(actor, id)).runs[0];
  expect(paused).toMatchObject({ status: "paused", reason: expect.stringContaining("SECRETS_KEYS") });
  expect(server.calls).toHaveLength(0);

  ring(fresh, old);
  await db().run.updateMany({ where: { submissionId: id }, data: { resumeAt: new Date() } });
  await reconcile();
  await runJobs(fixtureWorker(), id);
  await settleAll(id);
  expect((await submissionView(actor, id)).runs[0]).toMatchObject({ status: "finished", done: 20 });
});
