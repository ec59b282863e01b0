import { text } from "node:stream/consumers";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { parse } from "csv-parse/sync";
import { afterAll, describe, expect, it } from "vitest";
import { rateRules } from "#/features/quotas/rate-rules.ts";
import { exportItems } from "#/features/results/export-items.ts";
import { itemPreview } from "#/features/results/queries.ts";
import { recordResults } from "#/features/runs/batches/record-results.ts";
import { leaseBatch } from "#/features/runs/leases/lease-batch.ts";
import { noAnswer } from "#/features/runs/task-runner.ts";
import { settleRun } from "#/features/scoring/settle-run.ts";
import { publishSubmission } from "#/features/submissions/publish-submission.ts";
import { listSubmissions, submissionView } from "#/features/submissions/queries.ts";
import { submit } from "#/features/submissions/submit.ts";
import { unpublishSubmission } from "#/features/submissions/unpublish-submission.ts";
import { closeQueue } from "#/jobs/enqueue.ts";
import { restoreFormula } from "#/lib/csv.ts";
import { db, pool } from "#/lib/db.ts";
import { fixtureDataset, fixtureKey, fixtureSubmission, fixtureUser } from "#/test/submission-fixtures.ts";
import { useTestDatabase } from "#/test/test-database.ts";

useTestDatabase({ ENDPOINT_ALLOWLIST: "127.0.0.1" });
afterAll(closeQueue);

const url = "http://127.0.0.1:9/v1";
const good = { model: { name: "M" }, endpoint: { protocol: "openai", baseUrl: url, model: "m" } };

/** Answers items 0 to `to` as a worker would: every fourth wrong. */
async function answer(id: string, to: number): Promise<number> {
  for (let lease = await leaseBatch(id, "w", 60_000); lease; lease = await leaseBatch(id, "w", 60_000)) {
    const items = Array.from({ length: lease.lastItem - lease.firstItem + 1 }, (_, n) => lease.firstItem + n);
    const results = items
      .filter((item) => item <= to)
      .map((item) => ({
        ...noAnswer,
        item,
        outcome: item % 4 === 0 ? ("wrong" as const) : ("correct" as const),
        parsed: item % 3,
        parsedBy: "letter",
        response: '=HYPERLINK("x"),\u0000 "A"\nB',
        attempts: 1,
      }));
    await recordResults(lease, results);
  }
  const run = await db().run.findFirstOrThrow({ where: { submissionId: id } });
  await settleRun(run.id);
  return run.id;
}

describe("submit", () => {
  it("stores the key sealed, plans the batches and answers the same idempotency key with the same submission", async () => {
    const actor = await fixtureUser();
    const input = {
      ...good,
      endpoint: { ...good.endpoint, apiKey: fixtureKey },
      datasets: [await fixtureDataset(70)],
    };
    const answers = await Promise.all([1, 2, 3].map(() => submit(actor, input, "once")));
    expect(new Set(answers.map(({ id }) => id)).size).toBe(1);
    const id = answers[0]?.id ?? "";
    expect(answers[0]).toEqual({ id, status: "queued", url: `/submissions/${id}` });
    const stored = await db().submission.findUniqueOrThrow({ where: { id } });
    expect(JSON.stringify(stored)).not.toContain(fixtureKey);
    expect(stored).toMatchObject({ concurrency: 8, baseUrl: url });
    const ranges = await db().runBatch.findMany({
      where: { run: { submissionId: id } },
      orderBy: { number: "asc" },
    });
    expect(ranges.map(({ firstItem, lastItem }) => [firstItem, lastItem])).toEqual([
      [0, 31],
      [32, 63],
      [64, 69],
    ]);
    expect(await listSubmissions(actor)).toMatchObject([{ id, total: 70, done: 0, status: "queued" }]);
  });

  it("refuses what cannot work, field by field, and stores nothing", async () => {
    const actor = await fixtureUser();
    const dataset = await fixtureDataset(3);
    const bare = await fixtureDataset(2, { without: [0, 1] });
    const before = await db().submission.count();
    const refused: [unknown, string][] = [
      [{ ...good, datasets: [] }, "datasets"],
      [{ ...good, datasets: ["nowhere"] }, "datasets"],
      [{ ...good, datasets: [bare] }, "datasets"],
      [
        { ...good, datasets: [dataset], endpoint: { ...good.endpoint, protocol: "carrier-pigeon" } },
        "endpoint.protocol",
      ],
      [
        { ...good, datasets: [dataset], endpoint: { ...good.endpoint, concurrency: 10_000 } },
        "endpoint.concurrency",
      ],
      [
        { ...good, datasets: [dataset], endpoint: { ...good.endpoint, extraBody: { messages: [] } } },
        "endpoint.extraBody",
      ],
      [
        { ...good, datasets: [dataset], endpoint: { ...good.endpoint, baseUrl: "https://10.0.0.1/v1" } },
        "endpoint.baseUrl",
      ],
      [
        { ...good, datasets: [dataset], endpoint: { ...good.endpoint, baseUrl: "ftp://a.example" } },
        "endpoint.baseUrl",
      ],
      [{ ...good, datasets: [dataset], surprise: 1 }, "body"],
      ["nonsense", "body"],
    ];
    for (const [input, field] of refused) {
      await expect(submit(actor, input)).rejects.toMatchObject({
        code: "bad-input",
        fields: { [field]: [expect.any(String)] },
      });
    }
    await expect(submit(null, { ...good, datasets: [dataset] })).rejects.toMatchObject({
      code: "unauthenticated",
    });
    expect(await db().submission.count()).toBe(before);
  });
});

describe("publishing", () => {
  it("shows entry and page to everybody, and takes them back; the ledger keeps both", async () => {
    const { id, actor } = await fixtureSubmission(url, [await fixtureDataset(40)]);
    const stranger = await fixtureUser();
    await expect(publishSubmission(actor, id)).rejects.toMatchObject({ code: "conflict" });
    const runId = await answer(id, 39);
    for (const reader of [null, stranger]) {
      await expect(submissionView(reader, id)).rejects.toMatchObject({ code: "not-found" });
      await expect(publishSubmission(reader, id)).rejects.toMatchObject({ code: "not-found" });
    }
    await publishSubmission(actor, id);
    expect(await db().entry.findFirst({ where: { runId } })).toMatchObject({
      source: "measured",
      coverage: 1,
      publishedAt: expect.any(Date),
    });
    const seen = await submissionView(stranger, id);
    expect(seen).toMatchObject({ endpoint: null, may: { cancel: false, unpublish: false } });
    expect(seen.runs[0]?.scores.overall).toMatchObject({ value: 0.75, n: 40 });
    await expect(unpublishSubmission(stranger, id)).rejects.toMatchObject({ code: "forbidden" });
    await unpublishSubmission(actor, id);
    expect(await db().entry.findFirst({ where: { runId } })).toMatchObject({ publishedAt: null });
    const verbs = await db().ledgerEntry.findMany({
      where: { detail: { path: ["submission"], equals: id } },
    });
    expect(verbs.map(({ verb }) => verb)).toEqual(["submission-published", "submission-unpublished"]);
  });
});

it("is published and taken back a few times a day, and can always be taken back", async () => {
  const { id, actor } = await fixtureSubmission(url, [await fixtureDataset(3)]);
  await answer(id, 2);
  for (let time = 0; time < rateRules.publishAgain.points; time++) {
    await publishSubmission(actor, id);
    await publishSubmission(actor, id);
    await unpublishSubmission(actor, id);
  }
  await expect(publishSubmission(actor, id)).rejects.toMatchObject({
    code: "rate-limited",
    message: expect.stringContaining("taken back too often"),
  });
  await publishSubmission({ ...actor, isAdmin: true }, id);
  expect(await unpublishSubmission(actor, id)).toMatchObject({ id });
});

describe("hidden answers", () => {
  it("appear in no view, file or preview, but to an admin", async () => {
    const dataset = await fixtureDataset(60, { answers: "hidden" });
    const { id, actor } = await fixtureSubmission(url, [dataset]);
    await answer(id, 59);
    const admin = await fixtureUser(true);
    const view = await submissionView(actor, id);
    const shown = JSON.stringify([view, await itemPreview(actor, id, dataset, 60)]);
    expect(shown).not.toMatch(/correctAnswer|"(correct|wrong)"/);
    expect(Object.keys(view.runs[0]?.scores ?? {})).toEqual(["overall"]);
    const csv = await text(await exportItems(actor, id, dataset, "csv"));
    expect(csv.split("\r\n")[0]).toBe(
      "dataset,item,image,status,attempts,latency_ms,prompt_tokens,completion_tokens,error,question_type,concern,question,options,response,parsed,parsed_by",
    );
    const lines = (await text(await exportItems(actor, id, dataset, "jsonl"))).trim().split("\n");
    expect(lines.map((line) => JSON.parse(line).status)).toEqual(Array(60).fill("answered"));
    expect(await text(await exportItems(admin, id, dataset, "csv"))).toMatch(
      /parsed_by,correct_answer,correct\r\n/,
    );
  });
});

describe("per-item files", () => {
  it("have a row for every item in order, asked or not, and survive a parse; sums give the score", async () => {
    const dataset = await fixtureDataset(100);
    const { id, actor } = await fixtureSubmission(url, [dataset]);
    await answer(id, 49);
    const csv = await text(await exportItems(actor, id, dataset, "csv"));
    const rows: Record<string, string>[] = parse(csv, { columns: true });
    expect(rows.map((row) => Number(row.item))).toEqual(Array.from({ length: 100 }, (_, n) => n));
    expect(rows.filter(({ status }) => status === "pending")).toHaveLength(50);
    expect(rows[1]).toMatchObject({
      image: "1.png",
      question_type: "what",
      correct_answer: "Blurry",
      correct: "1",
    });
    expect(restoreFormula(rows[1]?.response ?? "")).toBe('=HYPERLINK("x"),\uFFFD "A"\nB');
    expect(rows.reduce((sum, row) => sum + Number(row.correct), 0)).toBe(37);
  });

  it("of 100,000 items stream in little memory", async () => {
    const dataset = await fixtureDataset(1);
    const { id, actor } = await fixtureSubmission(url, [dataset]);
    await pool().query(
      `
      INSERT INTO items (dataset_id, number, image_path, question_type, concern, question, options, correct_option)
      SELECT dataset_id, n, n || '.png', 0, 0, 'Is it sharp?', options, 0 FROM items, generate_series(1, 99999) n
      WHERE dataset_id = (SELECT id FROM datasets WHERE slug = $1)`,
      [dataset],
    );
    await pool().query(
      `INSERT INTO item_results (run_id, item, outcome, response)
       SELECT id, n, 'correct', repeat('The answer is A. ', 20) FROM runs, generate_series(0, 99999) n WHERE submission_id = $1`,
      [id],
    );
    await pool().query("UPDATE runs SET total = 100000 WHERE submission_id = $1", [id]);
    // What other tests of this process left, and garbage of this one, is not held.
    setFlagsFromString("--expose-gc");
    const collect = runInNewContext("gc") as () => void;
    const held = () => {
      collect();
      return process.memoryUsage.rss();
    };
    const before = held();
    let most = before;
    let bytes = 0;
    let pieces = 0;
    const startedAt = performance.now();
    for await (const chunk of await exportItems(actor, id, dataset, "csv")) {
      bytes += chunk.length;
      if (++pieces % 100 === 0) most = Math.max(most, held());
    }
    const rowsPerSecond = Math.round(100_000 / ((performance.now() - startedAt) / 1000));
    console.info(`${rowsPerSecond} rows/s, memory grew ${Math.round((most - before) / 2 ** 20)} MB`);
    expect(bytes).toBeGreaterThan(40e6);
    expect(most - before).toBeLessThan(40 * 2 ** 20);
  });
});
