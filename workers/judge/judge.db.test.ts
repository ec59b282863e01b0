import { join } from "node:path";
import { text } from "node:stream/consumers";
import { afterAll, afterEach, describe, expect, it } from "vitest";
import { judgeModel, startReferenceJudge } from "#/demo/reference-judge/start-reference-judge.ts";
import { judgeAttack } from "#/features/judging/judge-attack.ts";
import { rejudge } from "#/features/judging/rejudge.ts";
import { leaderboard } from "#/features/leaderboards/queries.ts";
import { exportItems } from "#/features/results/export-items.ts";
import { reconcile } from "#/features/scoring/reconcile.ts";
import { publishSubmission } from "#/features/submissions/publish-submission.ts";
import { submissionView } from "#/features/submissions/queries.ts";
import { closeQueue } from "#/jobs/enqueue.ts";
import { db } from "#/lib/db.ts";
import { provideEnv } from "#/lib/env.ts";
import { descriptionDataset, judgedAspect } from "#/test/description-fixtures.ts";
import { type MisbehavingEndpoint, startMisbehavingEndpoint } from "#/test/misbehaving-endpoint.ts";
import { completionBody, failing, json, type Misbehaviour, ok, reset } from "#/test/misbehaviours.ts";
import { runJobs } from "#/test/run-jobs.ts";
import { sharedData } from "#/test/shared-data.ts";
import { fixtureDataset, fixtureSubmission, fixtureUser, fixtureWorker } from "#/test/submission-fixtures.ts";
import { useTestDatabase } from "#/test/test-database.ts";
import { judgeAnswers } from "#/workers/judge/judge-answers.ts";

useTestDatabase({ ENDPOINT_ALLOWLIST: "127.0.0.1" });
afterAll(closeQueue);
afterEach(() => provideEnv({ JUDGE_BASE_URL: "", JUDGE_MODEL: "", JUDGE_UNPARSED: "" }));

function useJudge(judge: MisbehavingEndpoint): void {
  provideEnv({ JUDGE_BASE_URL: judge.url, JUDGE_MODEL: "judge-1" });
}

/** Several replies in one call. */
function several(replies: string[]): Misbehaviour {
  const choices = replies.map((content, index) => ({ index, message: { role: "assistant", content } }));
  return json({ ...completionBody({}), choices });
}

async function describedRun(items: number, url: string, slug?: string) {
  const submission = await fixtureSubmission(url, [slug ?? (await descriptionDataset(items))]);
  const worker = fixtureWorker();
  await runJobs(worker, submission.id);
  await worker.idle();
  return { ...submission, worker };
}

/** Descriptions "Picture n is blurry.", n counting calls. */
const describer = () => startMisbehavingEndpoint((call) => ok(`Picture ${call.number} is blurry.`));

describe("a description run", () => {
  it("is refused in words where the board has no judge", async () => {
    await expect(
      fixtureSubmission("http://127.0.0.1:9/v1", [await descriptionDataset(1)]),
    ).rejects.toMatchObject({ code: "bad-input", message: expect.stringContaining("needs a judge") });
  });

  // Per item and dimension the judge replies 2, 1, "Score：2", nonsense (asked once more: nonsense again) and 0:
  //   P0 = P1 = invalid = 1/5, P2 = 2/5; score 1/5 + 2 · 2/5 = 1; sum 3; calls (5 + 1) · 3 · 4 items = 72.
  // An empty description is rated 0 without a call: with 4 of 5 items described, P0 = (1/5 · 4 + 1) / 5 = 0.36,
  //   P1 = P2 / 2 = 0.16, score 0.16 + 0.64 = 0.8, sum 2.4, invalid 0.16.
  it("is judged while it is described, invalid replies asked once more and then counted 0", async () => {
    const counts = new Map<string, number>();
    await using judge = await startMisbehavingEndpoint((call) => {
      const key = `${judgedAspect(call)} ${/Picture \d+/.exec(JSON.stringify(call.body))}`;
      const count = (counts.get(key) ?? 0) + 1;
      counts.set(key, count);
      return ok(
        ["Score: 2", "Score: 1", "Score：2", "Two, I think.", '{"score": 0}', "Score: 3"][count - 1] ?? "?",
      );
    });
    await using model = await startMisbehavingEndpoint((call) =>
      ok(call.number === 1 ? " : " : `Picture ${call.number} is blurry.`),
    );
    useJudge(judge);
    const { id, actor } = await describedRun(5, model.url);
    expect(judge.calls).toHaveLength(72);
    const [run] = (await submissionView(actor, id)).runs;
    expect(run).toMatchObject({ status: "finished", done: 5, missing: 0 });
    const { scores = {} } = run ?? {};
    expect(scores["completeness.p0"]?.value).toBeCloseTo(0.36, 12);
    expect(scores["completeness.p2"]?.value).toBeCloseTo(0.32, 12);
    expect(scores["relevance.invalid"]?.value).toBeCloseTo(0.16, 12);
    expect(scores["precision.score"]?.value).toBeCloseTo(0.8, 12);
    expect(scores.sum).toMatchObject({ n: 5, value: expect.closeTo(2.4, 12), low: expect.any(Number) });
    const entry = await db().entry.findFirstOrThrow({ where: { run: { submissionId: id } } });
    expect(entry.pipeline).toMatch(/^judge-1 · templates [0-9a-f]{8} · 5 rounds · temperature 1$/);
    const dataset = run?.dataset ?? "";
    const file = await text(await exportItems(actor, id, dataset, "csv"));
    const [head, ...lines] = file.replaceAll('"', "").trim().split("\r\n");
    expect(head).toMatch(
      /response,reference,completeness,precision,relevance,completeness_rounds,precision_rounds,relevance_rounds$/,
    );
    expect(lines.filter((line) => line.endsWith(",1,1,1,2 1 2 x 0,2 1 2 x 0,2 1 2 x 0"))).toHaveLength(4);
    expect(lines.filter((line) => line.endsWith(",0,0,0,0 0 0 0 0,0 0 0 0 0,0 0 0 0 0"))).toHaveLength(1);
  });

  it("has more room for its rating where the first was cut off, and no less than before where there is none", async () => {
    const roomOf = (call: { body: unknown }) => (call.body as { max_tokens: number }).max_tokens;
    for (const context of [8192, 2048]) {
      await using judge = await startMisbehavingEndpoint((call) => {
        if (roomOf(call) > context) return failing(400, "max_tokens is too large for the context");
        const before = judge.calls.filter((one) => roomOf(one) === roomOf(call)).length;
        if (roomOf(call) > 1024 || (context < 4096 && before > 15)) return ok("So it is complete. Score: 2");
        return ok("First I look at what the reference says of", { finishReason: "length" });
      });
      await using model = await startMisbehavingEndpoint([ok(`It is blurry, seen with ${context}.`)]);
      useJudge(judge);
      const { id, actor } = await describedRun(1, model.url);
      const [run] = (await submissionView(actor, id)).runs;
      expect(run?.scores.sum?.value).toBe(6);
    }
  });

  it("takes five ratings of one call where the judge gives them, and pays none of them twice", async () => {
    await using judge = await startMisbehavingEndpoint([several(Array(5).fill("Score: 2"))]);
    await using model = await startMisbehavingEndpoint([ok("It is blurry and dark.")]);
    useJudge(judge);
    const slug = await descriptionDataset(4);
    const { id, actor } = await describedRun(4, model.url, slug);
    // Relevance takes no reference, so equal descriptions are one prompt.
    expect(judge.calls).toHaveLength(4 + 4 + 1);
    expect((await submissionView(actor, id)).runs[0]?.scores.sum?.value).toBe(6);
    await describedRun(4, model.url, slug);
    expect(judge.calls).toHaveLength(9);
  });

  it("waits for a judge that is down, says so, and goes on where it was", async () => {
    let isDown = false;
    await using judge = await startMisbehavingEndpoint((call) => {
      if (call.number === 20) isDown = true;
      return isDown ? reset : ok("Score: 1");
    });
    // Words of its own: a rating that another test has paid for is taken over, and calls would be fewer.
    await using model = await startMisbehavingEndpoint((call) => ok(`View ${call.number} is noisy.`));
    useJudge(judge);
    const { id, actor, worker } = await describedRun(8, model.url);
    const [paused] = (await submissionView(actor, id)).runs;
    expect(paused).toMatchObject({ status: "paused", reasonCode: "judge-down", missing: 0 });
    expect(paused?.resumeAt).not.toBeNull();
    expect(await db().judgeRating.count()).toBeGreaterThanOrEqual(12);
    const kept = await db().judgeRating.count({ where: { judgement: { run: { submissionId: id } } } });
    isDown = false;
    const before = judge.calls.length;
    await db().run.updateMany({ where: { submissionId: id }, data: { resumeAt: new Date(0) } });
    const plan = await reconcile();
    await runJobs(worker, id);
    for (const judgementId of plan?.unjudged ?? []) await judgeAnswers(worker, judgementId);
    await worker.idle();
    expect((await submissionView(actor, id)).runs[0]).toMatchObject({ status: "finished", done: 8 });
    expect(judge.calls.length - before).toBe(8 * 15 - kept);
  });

  it.each([
    [401, "judge-refused"],
    [404, "judge-refused"],
    [400, "judge-unusable"],
  ])("pauses with the reason when the judge answers %d", async (code, reasonCode) => {
    await using judge = await startMisbehavingEndpoint([failing(code, "no")]);
    await using model = await describer();
    useJudge(judge);
    const { id, actor } = await describedRun(6, model.url);
    const { reason, runs } = await submissionView(actor, id);
    expect(runs[0]).toMatchObject({ status: "paused", reasonCode });
    expect(reason).toContain("operator");
    expect(judge.calls.length).toBeLessThan(40);
  });
});

describe("a perception run", () => {
  it("has its unparsed answers settled in a metric of its own where the operator wants it", async () => {
    await using judge = await startMisbehavingEndpoint((call) =>
      ok(call.number % 5 < 3 ? "Score: 1" : "Score: 0"),
    );
    await using model = await startMisbehavingEndpoint((call) =>
      ok(call.number % 2 === 0 ? "It has that certain something." : "A"),
    );
    useJudge(judge);
    provideEnv({ JUDGE_UNPARSED: "1" });
    const { id, actor } = await describedRun(0, model.url, await fixtureDataset(12));
    const { scores = {} } = (await submissionView(actor, id)).runs[0] ?? {};
    expect(judge.calls.length % 5).toBe(0);
    expect(judge.calls.length).toBeGreaterThan(0);
    expect(scores.overall?.n).toBe(12);
    expect(scores["accuracy.judged"]?.value).toBeGreaterThanOrEqual(scores.overall?.value ?? 1);
  });
});

describe("judging again", () => {
  it("keeps both judges' scores side by side, asks the model nothing, and writes a line of the ledger", async () => {
    await using lenient = await startMisbehavingEndpoint([several(Array(5).fill("Score: 2"))]);
    await using model = await startMisbehavingEndpoint((call) => ok(`Scene ${call.number}: dark and noisy.`));
    useJudge(lenient);
    const { id, actor, worker } = await describedRun(3, model.url);
    await publishSubmission(actor, id);
    await using strict = await startMisbehavingEndpoint([several(Array(5).fill("Score: 1"))]);
    provideEnv({ JUDGE_BASE_URL: strict.url });
    await expect(rejudge(actor, id, { model: "judge-2" })).rejects.toMatchObject({ code: "forbidden" });
    const admin = await fixtureUser(true);
    await expect(rejudge(admin, id)).rejects.toMatchObject({ code: "conflict" });
    await rejudge(admin, id, { model: "judge-2" });
    for (const judgementId of (await reconcile())?.unjudged ?? []) await judgeAnswers(worker, judgementId);
    expect(strict.calls).toHaveLength(9);
    expect(model.calls).toHaveLength(3);
    const [run] = (await submissionView(actor, id)).runs;
    expect(run?.judgements?.map(({ model, isOpen, scores }) => [model, isOpen, scores.sum?.value])).toEqual([
      ["judge-2", false, 3],
      ["judge-1", false, 6],
    ]);
    const board = await leaderboard("description", run?.dataset);
    expect(board.tables).toHaveLength(2);
    expect(board.rows.map(({ rank, scores }) => [rank.value, scores.sum?.value]).sort()).toEqual([
      [1, 3],
      [1, 6],
    ]);
    const lines = await db().ledgerEntry.findMany({ where: { verb: "run-rejudged" } });
    expect(lines.map(({ detail }) => detail)).toEqual([
      { submission: id, judge: expect.stringContaining("judge-2 · templates") },
    ]);
  });
});

it.runIf(sharedData !== null)("withstands every attack string with the demo's judge, over HTTP", async () => {
  const judge = await startReferenceJudge();
  try {
    provideEnv({ JUDGE_BASE_URL: judge.baseUrl, JUDGE_MODEL: judgeModel });
    const file = join(sharedData ?? "", "vectors/vectors.json");
    const report = await judgeAttack(file, AbortSignal.timeout(30_000));
    expect(report).toMatchObject({ attacks: 25, succeeded: 0 });
    expect(report.honest).toEqual({ completeness: 0, precision: 2, relevance: 1 });
    for (const { alone } of report.results) expect(alone).toEqual(report.empty);
    expect(report.calls).toBeGreaterThan(100);
  } finally {
    await judge.close();
  }
});
