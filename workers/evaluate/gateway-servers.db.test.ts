import { afterAll, expect, it } from "vitest";
import { startReferenceEndpoint } from "#/demo/reference-endpoint/start-reference-endpoint.ts";
import { submissionView } from "#/features/submissions/queries.ts";
import type { RunView } from "#/features/submissions/submission-view.ts";
import { submit } from "#/features/submissions/submit.ts";
import { closeQueue } from "#/jobs/enqueue.ts";
import { db } from "#/lib/db.ts";
import { testKey } from "#/test/ask-endpoint.ts";
import { runJobs, settleAll } from "#/test/run-jobs.ts";
import { demoFixtures } from "#/test/servers/demo-fixtures.ts";
import { probeServer } from "#/test/servers/probe-server.ts";
import { startGateway } from "#/test/servers/start-gateway.ts";
import { fixtureUser, fixtureWorker } from "#/test/submission-fixtures.ts";
import { useTestDatabase } from "#/test/test-database.ts";

useTestDatabase({ ENDPOINT_ALLOWLIST: "127.0.0.1" });
afterAll(closeQueue);

const items = 20;

async function running(baseUrl: string, model: string, datasets: string[]) {
  const actor = await fixtureUser();
  const { id } = await submit(actor, {
    model: { name: baseUrl },
    endpoint: { protocol: "openai", baseUrl, model, apiKey: testKey },
    datasets,
  });
  const worker = fixtureWorker();
  await runJobs(worker, id);
  await runJobs(worker, id);
  await settleAll(id);
  const results = await db().itemResult.findMany({
    where: { run: { submissionId: id, dataset: { task: "perception" } } },
    orderBy: { item: "asc" },
  });
  const { runs } = await submissionView(actor, id);
  const runOf = (task: RunView["task"]) => runs.find((run) => run.task === task);
  return {
    answers: results.map(({ response, outcome }) => [response, outcome]),
    asked: runOf("perception"),
    rated: runOf("assessment"),
  };
}

it("Portkey's gateway before the reference endpoint: probed, and forty items as without it", {
  timeout: 120_000,
}, async () => {
  const reference = await startReferenceEndpoint({ apiKey: testKey });
  await using gateway = await startGateway(reference.baseUrl);
  try {
    const { questions, ratings } = await demoFixtures(items);
    const straight = await probeServer({ url: reference.baseUrl }, { model: reference.model });
    const through = await probeServer(gateway, { model: reference.model });
    expect(straight).toMatchObject({ usable: true, rung: "P", answeredBy: reference.model });
    expect(through).toMatchObject({ usable: true, rung: "F", answeredBy: reference.model });
    expect(through.checks.find(({ id }) => id === "prefill")?.words).toMatch(/no proxy on the way drops it/);
    const alone = await running(reference.baseUrl, reference.model, [questions, ratings]);
    const behind = await running(gateway.url, reference.model, [questions, ratings]);
    expect(behind.answers).toHaveLength(items);
    expect(behind.answers).toEqual(alone.answers);
    expect(behind.asked).toMatchObject({ status: "finished", done: items, missing: 0, retries: {} });
    expect(behind.asked?.scores.overall).toEqual(alone.asked?.scores.overall);
    expect(alone.rated).toMatchObject({ status: "finished", done: items, rung: "P" });
    expect(behind.rated).toMatchObject({ status: "finished", done: items, missing: 0, rung: "F" });
    expect(behind.rated?.scores.srcc).toEqual(alone.rated?.scores.srcc);
    expect(behind.rated?.scores.srcc?.value).toBeGreaterThan(0.7);
  } finally {
    await reference.close();
  }
});
