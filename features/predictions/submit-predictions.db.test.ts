import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { importDataset } from "#/features/dataset-import/import-dataset.ts";
import type { ImportFormat } from "#/features/dataset-import/schema.ts";
import { leaderboard } from "#/features/leaderboards/queries.ts";
import { checkPredictions, submitPredictions } from "#/features/predictions/submit-predictions.ts";
import { boardQuotas } from "#/features/quotas/board-quotas.ts";
import { exportItems } from "#/features/results/export-items.ts";
import { publishSubmission } from "#/features/submissions/publish-submission.ts";
import { submissionView } from "#/features/submissions/queries.ts";
import { createUser } from "#/features/users/create-user.ts";
import { db } from "#/lib/db.ts";
import { AppError } from "#/lib/errors.ts";
import { fixtureAdmission } from "#/test/submission-fixtures.ts";
import { useTestDatabase } from "#/test/test-database.ts";
import { workbook } from "#/test/workbook.ts";

useTestDatabase();

let folder = "";
let owner: Awaited<ReturnType<typeof createUser>>;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "q-bench-board-predictions-"));
  owner = await createUser({ email: "owner@example.org" });
  await load("iqa-open", "iqa", photos(200), "public");
  await load("iqa-hidden", "iqa", photos(200), "hidden");
  await fixtureAdmission(owner, "iqa-hidden");
  await load("ask-dev", "llvisionqa", questions, "public");
  await load(
    "ask-test",
    "llvisionqa",
    questions.map(({ correct_ans: _, ...asked }) => asked),
  );
  await load("tell", "lldescribe", [{ img_path: "a.png", description: "A dark and noisy picture." }]);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function load(slug: string, as: ImportFormat, content: unknown, answers?: "public" | "hidden") {
  const file = join(folder, `${slug}.json`);
  await writeFile(file, JSON.stringify(content));
  await importDataset({ file, as, slug, answers });
}

function photos(count: number) {
  return Array.from({ length: count }, (_, n) => ({
    img_path: `photo${n}.png`,
    gt_score: ((n * 37) % count) / 10,
  }));
}

const questions = Array.from({ length: 60 }, (_, n) => ({
  type: n % 3,
  concern: n % 4,
  question: `Which is question ${n}?`,
  img_path: `q${n}.png`,
  candidates: ["Low", "High", "Medium"],
  correct_ans: "High",
}));

function logits(count: number, d = (n: number) => ((n * 37) % 200) - 60) {
  return Array.from({ length: count }, (_, n) => ({
    img_path: `photo${n}.png`,
    logit_good: d(n),
    logit_poor: 0,
  }));
}

function jsonl(rows: readonly unknown[]): string {
  return rows.map((row) => JSON.stringify(row)).join("\n");
}

function file(content: string | Uint8Array, name = "answers.jsonl") {
  return { source: typeof content === "string" ? Buffer.from(content) : content, name };
}

async function stored() {
  const [models, submissions, runs, results, entries] = await Promise.all([
    db().model.count(),
    db().submission.count(),
    db().run.count(),
    db().itemResult.count(),
    db().entry.count(),
  ]);
  return { models, submissions, runs, results, entries };
}

describe("assessment by file", () => {
  it("is stored as a submission that has ended, private until published, then a row of its own source", async () => {
    const input = { dataset: "iqa-open", model: "By File" };
    const { submission, report } = await submitPredictions(owner, input, file(jsonl(logits(200))));
    expect(submission.status).toBe("finished");
    expect(report).toMatchObject({
      n: 200,
      coverage: 1,
      ranked: true,
      scores: { srcc: { value: 1, n: 200 } },
    });
    const view = await submissionView(owner, submission.id);
    expect(view).toMatchObject({ kind: "predictions", endpoint: null, may: { retry: false, publish: true } });
    expect(view.runs[0]).toMatchObject({ rung: "E", total: 200, done: 200, missing: 0, coverage: 1 });
    expect(view.runs[0]?.scores).toMatchObject({
      srcc: { value: 1 },
      plcc: { n: 200 },
      "argmax.srcc": { n: 200 },
    });
    await expect(submissionView(null, submission.id)).rejects.toMatchObject({ code: "not-found" });
    expect((await leaderboard("assessment", "iqa-open")).rows).toEqual([]);

    await publishSubmission(owner, submission.id);
    const [row] = (await leaderboard("assessment", "iqa-open")).rows;
    expect(row).toMatchObject({ source: "uploaded", rung: "E", model: { name: "By File" }, coverage: 1 });
    const csv = await text(await exportItems(null, submission.id, "iqa-open", "csv"));
    const lines = csv.trimEnd().split("\r\n");
    expect(lines).toHaveLength(201);
    expect(lines[1]).toMatch(/^"iqa-open",0,"photo0.png","answered",0,/);
    const run = await db().run.findFirstOrThrow({ where: { submissionId: submission.id } });
    expect(run.settings).toMatchObject({
      words: ["good", "poor"],
      repeated: 0,
      values: "differences",
      file: { name: "answers.jsonl", sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
    });
  });

  it("shows a file that misses items without ranking it, and folds identical repeats", async () => {
    const rows = [...logits(190), ...logits(3)];
    const { submission, report } = await submitPredictions(
      owner,
      { dataset: "iqa-open", model: "Gaps" },
      file(gzipSync(jsonl(rows)), "gaps.jsonl.gz"),
    );
    expect(report).toMatchObject({ n: 190, total: 200, coverage: 0.95, repeated: 3, ranked: false });
    const [run] = (await submissionView(owner, submission.id)).runs;
    expect(run).toMatchObject({ done: 190, missing: 10, coverage: 0.95 });
    expect(run?.errors).toEqual([{ cause: "The file has no prediction for this item.", count: 10 }]);
  });

  it("leaves a correlation of equal scores undefined, and tells plain scores from the strategy", async () => {
    const plain = photos(200).map(({ img_path }) => ({ img_path, score: 3 }));
    const report = await checkPredictions(owner, { dataset: "iqa-open" }, file(jsonl(plain)));
    expect(report).toMatchObject({ values: "scores", ablations: {}, scores: { srcc: { value: null } } });
  });
});

describe("perception by file", () => {
  const answers = questions.map((_, n) => (n % 6 === 0 ? "A" : n % 6 === 1 ? "Not sure at all." : "B. High"));
  const table = questions.map(({ question }, n) => [n, question, answers[n] ?? ""] as const);
  const formats: [string, string | Uint8Array][] = [
    ["official.json", JSON.stringify(questions.map((asked, n) => ({ ...asked, response: answers[n] })))],
    ["vlmevalkit.tsv", ["index\tquestion\tprediction", ...table.map((row) => row.join("\t"))].join("\n")],
    ["vlmevalkit.xlsx", workbook([["index", "question", "prediction"], ...table])],
    ["lmms-eval.jsonl", jsonl(answers.map((answer, doc_id) => ({ doc_id, filtered_resps: [answer] })))],
  ];

  it.each(formats)("scores %s by the ordinary parser", async (name, content) => {
    const report = await checkPredictions(owner, { dataset: "ask-dev" }, file(content, name));
    expect(report).toMatchObject({ n: 60, coverage: 1, values: "responses" });
    expect(report.scores.overall).toMatchObject({ value: 40 / 60, n: 60 });
    expect(report.scores["yes-or-no"]).toMatchObject({ value: 0.5, n: 20 });
    expect(report.scores["what.distortion"]?.n).toBe(5);
  });

  it("is stored without scores where the dataset has no answers", async () => {
    const input = { dataset: "ask-test", model: "Unkeyed" };
    const [name, content] = formats[1] ?? ["", ""];
    const { submission, report } = await submitPredictions(owner, input, file(content, name));
    expect(report).toMatchObject({ n: 60, scores: {}, ranked: false });
    const [run] = (await submissionView(owner, submission.id)).runs;
    expect(run).toMatchObject({ status: "finished", done: 60, scores: {} });
    const outcomes = await db().itemResult.groupBy({
      by: ["outcome"],
      where: { run: { submissionId: submission.id } },
      _count: true,
    });
    expect(outcomes.map(({ outcome }) => outcome).sort()).toEqual(["answered", "unparsed"]);
  });
});

describe("refusals", () => {
  const good = jsonl(logits(200));
  const contradicting = jsonl([...logits(200), { img_path: "photo7.png", logit_good: 999, logit_poor: 0 }]);
  const bomb = gzipSync(Buffer.concat([Buffer.from(good), Buffer.alloc(200 * 2 ** 20, "\n")]));

  it.each([
    ["a visitor", null, { dataset: "iqa-open", model: "M" }, good, /Sign in/],
    ["no model", "owner", { dataset: "iqa-open" }, good, /model/],
    [
      "an unknown dataset",
      "owner",
      { dataset: "koniq-11k", model: "M" },
      good,
      /datasets import .* --slug koniq-11k/,
    ],
    ["words that are one", "owner", { dataset: "iqa-open", model: "M", words: "good" }, good, /two words/],
    [
      "words that the file lacks",
      "owner",
      { dataset: "iqa-open", model: "M", words: "high,low" },
      good,
      /good, poor/,
    ],
    [
      "words for questions",
      "owner",
      { dataset: "ask-dev", model: "M", words: "good,poor" },
      good,
      /assessment/,
    ],
    ["descriptions", "owner", { dataset: "tell", model: "M" }, good, /judge/],
    [
      "another dataset's file",
      "owner",
      { dataset: "ask-dev", model: "M" },
      `{"img_path":"x.png","response":"A"}`,
      /another dataset/,
    ],
    [
      "contradicting lines",
      "owner",
      { dataset: "iqa-open", model: "M" },
      contradicting,
      /line 201 .*contradicts line 8/,
    ],
    [
      "numbers in quotes",
      "owner",
      { dataset: "iqa-open", model: "M" },
      `{"img_path":"photo0.png","logit_good":"1","logit_poor":0}`,
      /line 1 .*quotes/,
    ],
    [
      "nothing usable",
      "owner",
      { dataset: "iqa-open", model: "M" },
      `{"img_path":"photo0.png","score":null}`,
      /no usable prediction/,
    ],
    ["a gzip bomb", "owner", { dataset: "iqa-open", model: "M" }, bomb, /larger than 128 MiB/],
  ])("%s: in words, and nothing is stored", async (_, who, input, content, words) => {
    const before = await stored();
    const error = await submitPredictions(who ? owner : null, input, file(content)).catch(
      (caught: unknown) => caught,
    );
    expect(error).toBeInstanceOf(AppError);
    const { message, fields } = error as AppError;
    expect(`${message} ${JSON.stringify(fields)}`).toMatch(words);
    expect(await stored()).toEqual(before);
  });

  it("stores nothing in a dry run", async () => {
    const before = await stored();
    await checkPredictions(owner, { dataset: "iqa-open", model: "Dry" }, file(good));
    expect(await stored()).toEqual(before);
  });
});

describe("hidden answers", () => {
  it("compares no MOS, so that a file cannot be used to find them out", async () => {
    const guesses = logits(200).map((row, n) => ({ ...row, gt_score: 1000 + n }));
    const report = await checkPredictions(owner, { dataset: "iqa-hidden" }, file(jsonl(guesses)));
    expect(report.n).toBe(200);
    await expect(checkPredictions(owner, { dataset: "iqa-open" }, file(jsonl(guesses)))).rejects.toThrow(
      /its MOS of/,
    );
  });

  it("gives no scores in a check, except to an admin, and tells one figure of a submission", async () => {
    const noisy = logits(200, (n) => ((n * 37) % 200) + ((n * 89) % 113));
    const check = (actor: typeof owner) =>
      checkPredictions(actor, { dataset: "iqa-hidden" }, file(jsonl(noisy)));
    const [blind, seen] = [await check(owner), await check({ ...owner, isAdmin: true })];
    expect(blind).toMatchObject({ coarse: true, n: 200, scores: {}, ablations: {} });
    expect(seen.submissionsLeft).toBe(null);
    const sent = { dataset: "iqa-hidden", model: "Noisy" };
    expect((await submitPredictions(owner, sent, file(jsonl(noisy)))).report.scores).toEqual({});
    const told = await db().keyRelease.findFirst({ where: { datasetSlug: "iqa-hidden" } });
    expect(told).toMatchObject({ kind: "figure", metric: "srcc", value: expect.closeTo(0.87, 1) });
    expect((await check(owner)).submissionsLeft).toBe((blind.submissionsLeft ?? 0) - 1);
  });

  it("counts submissions, two at once as well, and says when the next is free", async () => {
    const other = await createUser({ email: "eager@example.org" });
    await fixtureAdmission(other, "iqa-hidden");
    const send = (actor: typeof other) =>
      submitPredictions(actor, { dataset: "iqa-hidden", model: "Eager" }, file(jsonl(logits(60))));
    for (let spent = 0; spent < boardQuotas.hiddenSubmissionsADay - 1; spent++) await send(other);
    const last = await Promise.allSettled([send(other), send(other)]);
    expect(last.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    await expect(send(other)).rejects.toMatchObject({
      code: "rate-limited",
      message: expect.stringMatching(/The next is free at \d{4}-\d\d-\d\d \d\d:\d\d UTC/),
    });
    await send({ ...other, isAdmin: true });
  });
});
