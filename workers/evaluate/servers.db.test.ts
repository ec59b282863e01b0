import { readFileSync } from "node:fs";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { mostCalls } from "#/evaluation/probe/run-probe.ts";
import { issueReceipt } from "#/features/receipts/issue-receipt.ts";
import { submissionView } from "#/features/submissions/queries.ts";
import type { RunView } from "#/features/submissions/submission-view.ts";
import { submit } from "#/features/submissions/submit.ts";
import { closeQueue } from "#/jobs/enqueue.ts";
import { db } from "#/lib/db.ts";
import { testKey } from "#/test/ask-endpoint.ts";
import { assessmentFixtures } from "#/test/assessment-fixtures.ts";
import { type MisbehavingEndpoint, startMisbehavingEndpoint } from "#/test/misbehaving-endpoint.ts";
import { failing, hang } from "#/test/misbehaviours.ts";
import { drawNumbered } from "#/test/numbered-picture.ts";
import { runJobs, settleAll } from "#/test/run-jobs.ts";
import { baseUrlOf, probeServer } from "#/test/servers/probe-server.ts";
import { type SentBody, sentBody, shapeErrors, standardPart } from "#/test/servers/published-shapes.ts";
import type { ServerRow } from "#/test/servers/server-row.ts";
import { servers, standFor } from "#/test/servers/servers.ts";
import { sharedData } from "#/test/shared-data.ts";
import { fixtureDataset, fixtureUser, fixtureWorker } from "#/test/submission-fixtures.ts";
import { useTestDatabase } from "#/test/test-database.ts";

useTestDatabase({
  ENDPOINT_ALLOWLIST: "127.0.0.1",
  RECEIPT_KEY: Buffer.alloc(32, 7).toString("base64"),
});
afterAll(closeQueue);

const items = 20;
const inFlight = 8;
const webpItem = 5;
const sent: SentBody[] = [];
let questions = "";
let ratings = "";

beforeAll(async () => {
  const draw = async (item: number) => {
    const png = await drawNumbered(item);
    const isWebp = item === webpItem;
    const bytes = isWebp ? await sharp(png).webp({ lossless: true }).toBuffer() : png;
    return { bytes, mime: isWebp ? "image/webp" : "image/png" };
  };
  questions = await fixtureDataset(items, { draw });
  ratings = await assessmentFixtures(items);
});

async function running(server: MisbehavingEndpoint, row: ServerRow) {
  const actor = await fixtureUser();
  const { protocol = "openai", extraBody } = row;
  const baseUrl = baseUrlOf(server, row);
  const { id } = await submit(actor, {
    model: { name: row.name.slice(0, 100) },
    endpoint: { protocol, baseUrl, model: "m", apiKey: testKey, concurrency: inFlight, extraBody },
    datasets: [questions, ratings],
  });
  const worker = fixtureWorker();
  // Jobs that come while the rung is looked for find nothing to do, so more come after them.
  await runJobs(worker, id);
  await runJobs(worker, id);
  await settleAll(id);
  const view = await submissionView(actor, id);
  const asked = view.runs.find(({ dataset }) => dataset === questions);
  const rated = view.runs.find(({ dataset }) => dataset === ratings);
  if (!asked || !rated) throw new Error("Both datasets have a run.");
  const receipts = await Promise.all([questions, ratings].map((slug) => issueReceipt(actor, id, slug)));
  return { id, view, asked, rated, receipts };
}

async function outcomesOf(id: string, dataset: string): Promise<Record<string, number>> {
  const groups = await db().itemResult.groupBy({
    by: ["outcome"],
    where: { run: { submissionId: id, dataset: { slug: dataset } } },
    _count: true,
  });
  return Object.fromEntries(groups.map(({ outcome, _count }) => [outcome, _count]));
}

function expectAnswers(asked: RunView, { outcomes, retries = {}, ...expected }: ServerRow["run"]): void {
  const { converted = 0, renegotiates = false, errors = /^\[\]$/ } = expected;
  const missing = outcomes.error ?? 0;
  expect(asked).toMatchObject({ status: "finished", done: items - missing, missing, converted });
  expect(asked.scores.overall).toMatchObject({ n: items - missing });
  const { parameter = 0, ...repeated } = asked.retries;
  expect(repeated).toEqual(retries);
  expect(parameter > 0).toBe(renegotiates);
  expect(parameter).toBeLessThanOrEqual(inFlight);
  expect(JSON.stringify(asked.errors)).toMatch(errors);
}

function expectRatings(rated: RunView, { rung, srcc = 1, unrated }: ServerRow["run"]): void {
  const missing = unrated?.count ?? 0;
  const done = items - missing;
  expect(rated).toMatchObject({ status: "finished", done, missing, coverage: done / items, rung });
  expect(JSON.stringify(rated.errors)).toMatch(unrated?.because ?? /^\[\]$/);
  const value = rated.scores.srcc?.value ?? null;
  if (srcc === null) expect(value).toBeNull();
  else expect(value).toBeGreaterThanOrEqual(srcc - 1e-9);
}

describe("a server, probed and run on forty items: rung, outcomes and report", () => {
  it.each(servers)("$name", async (row) => {
    await using server = await startMisbehavingEndpoint(row.serve());
    const report = await probeServer(server, row);
    const { usable, rung, checks = {}, words = {} } = row.probe;
    const statuses = Object.fromEntries(report.checks.map(({ id, status }) => [id, status]));
    expect(statuses).toMatchObject(checks);
    expect(report).toMatchObject({ usable, rung });
    expect(report.calls).toBeLessThanOrEqual(mostCalls);
    for (const [id, said] of Object.entries(words))
      expect(report.checks.find((check) => check.id === id)?.words).toMatch(said);

    const { id, view, asked, rated, receipts } = await running(server, row);
    expect(await outcomesOf(id, questions)).toEqual(row.run.outcomes);
    expectAnswers(asked, row.run);
    expectRatings(rated, row.run);
    sent.push(...server.calls.flatMap((call) => sentBody(row.protocol ?? "openai", call) ?? []));
    for (const shown of [JSON.stringify(report), JSON.stringify(view), ...receipts])
      expect(shown).not.toContain(testKey);
  });

  it("was sent what OpenAI, Anthropic and Google publish, and else only fields that are listed", async () => {
    expect(new Set(sent.map(({ protocol }) => protocol)).size).toBe(3);
    expect(await shapeErrors(sent.map(standardPart))).toEqual([]);
  });
});

describe("a probe", () => {
  it("says what to do where a current Anthropic model refuses a temperature", async () => {
    const row = servers.find(({ name }) => name === "Anthropic (native), a current model");
    if (!row) throw new Error("It is in the table.");
    await using server = await startMisbehavingEndpoint(row.serve());
    const report = await probeServer(server, { protocol: "anthropic" });
    const check = report.checks.find(({ id }) => id === "parameters");
    expect(report).toMatchObject({ usable: false, rung: "T" });
    expect(check).toMatchObject({ status: "fail", words: expect.stringContaining('{"temperature": null}') });
  });

  it.concurrent.each(servers)("ends at its deadline where $name hangs in the middle", async (row) => {
    const serve = row.serve();
    const last = 1 + (servers.indexOf(row) % 8);
    await using server = await startMisbehavingEndpoint((call) => (call.number > last ? hang : serve(call)));
    const startedAt = performance.now();
    const report = await probeServer(server, row, { deadlineMs: 400 });
    expect(performance.now() - startedAt).toBeLessThan(3000);
    expect(report.usable).toBe(false);
    expect(JSON.stringify(report)).not.toContain(testKey);
  });

  it.concurrent.each(servers)("quotes $name without the key that it repeats", async (row) => {
    const { refusal = (message: string) => failing(401, message) } = row;
    const wrong = "sk-wrong-9876543210";
    await using server = await startMisbehavingEndpoint([refusal(`Incorrect API key provided: ${wrong}`)]);
    const report = await probeServer(server, row, { apiKey: wrong });
    expect(report).toMatchObject({ usable: false, rung: null });
    expect(report.checks.find(({ id }) => id === "key")?.status).toBe("fail");
    expect(JSON.stringify(report)).toContain("Incorrect API key");
    expect(JSON.stringify(report)).not.toContain(wrong);
  });
});

describe("the table", () => {
  it("names servers that are in it, and all of them", () => {
    expect(Object.values(standFor).flat().sort()).toEqual(servers.map(({ name }) => name).sort());
    expect(servers.length).toBeGreaterThanOrEqual(16);
  });

  it.runIf(sharedData)("has every row of what servers really do", () => {
    const [, section = ""] = readFileSync(`${sharedData}/PROTOCOL.md`, "utf8").split(
      "## What servers really do",
    );
    // Behind a name may stand in brackets which version was seen running.
    const rows = [...section.matchAll(/^\| (?!server|-)([^|]+?)(?: \([^|()]* seen running\))? \|/gm)].map(
      ([, name = ""]) => name,
    );
    expect(rows).toHaveLength(12);
    expect(Object.keys(standFor)).toEqual(expect.arrayContaining(rows));
  });
});
