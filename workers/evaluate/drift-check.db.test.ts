import { afterAll, describe, expect, it } from "vitest";
import { driftRecord } from "#/features/runs/drift/drift-record.ts";
import { driftCheckEvery } from "#/features/runs/drift/plan-drift-checks.ts";
import { reconcile } from "#/features/scoring/reconcile.ts";
import { submissionView } from "#/features/submissions/queries.ts";
import { retrySubmission } from "#/features/submissions/retry-submission.ts";
import { closeQueue } from "#/jobs/enqueue.ts";
import { db, pool } from "#/lib/db.ts";
import { assessmentFixtures } from "#/test/assessment-fixtures.ts";
import { type ReceivedCall, startMisbehavingEndpoint } from "#/test/misbehaving-endpoint.ts";
import { completionBody, json, type Misbehaviour } from "#/test/misbehaviours.ts";
import { type RatingMind, startRatingServer } from "#/test/rating-server.ts";
import { runJobs, settleAll } from "#/test/run-jobs.ts";
import { sayNumbers } from "#/test/seeing-server.ts";
import {
  fixtureDataset,
  fixtureSubmission,
  fixtureWorker,
  itemOf,
  rightAnswer,
  seen,
} from "#/test/submission-fixtures.ts";
import { useTestDatabase } from "#/test/test-database.ts";
import { endWorkerProcess, startWorkerProcess } from "#/test/worker-process.ts";

useTestDatabase({ ENDPOINT_ALLOWLIST: "127.0.0.1" });
afterAll(closeQueue);

type Mind = { model: string; sees: boolean; steadiness: "steady" | "varying" };
const sound: Mind = { model: "mind-1", sees: true, steadiness: "steady" };

const isItem = (call: ReceivedCall) => !Number.isNaN(itemOf(call));

/** Answers questions about items rightly and the drift check questions as `mind` has it. */
function answering(mind: (call: ReceivedCall) => Mind): (call: ReceivedCall) => Misbehaviour {
  return (call) => async (response) => {
    const { model, sees: canSee, steadiness } = mind(call);
    const say = (text: string) => json(completionBody({ content: text, model }))(response);
    if (isItem(call)) return say(rightAnswer(call));
    const numbers = await sayNumbers(call.body);
    if (numbers !== null) return say(canSee ? numbers : "I see no picture. Perhaps 1234 white.");
    const what = steadiness === "steady" ? "A house" : `A house, take ${call.number}`;
    return say(canSee ? `${what} under a blue sky.` : "There is no picture.");
  };
}

function driftChecksOf(id: string) {
  return db().driftCheck.findMany({ where: { run: { submissionId: id } }, orderBy: { number: "asc" } });
}

async function run(script: (call: ReceivedCall) => Misbehaviour, items: number, concurrency = 16) {
  const server = await startMisbehavingEndpoint(script);
  const dataset = await fixtureDataset(items);
  const { id, actor } = await fixtureSubmission(server.url, [dataset], { concurrency });
  const work = async () => {
    await runJobs(fixtureWorker(), id);
    await settleAll(id);
    return (await submissionView(actor, id)).runs[0];
  };
  return { server, id, actor, dataset, work, [Symbol.asyncDispose]: server.close };
}

describe("a run of 1,200 items", { timeout: 60_000 }, () => {
  it("is asked drift checks at its start, after each 500 items and at its end, and finishes", async () => {
    await using scene = await run(
      answering(() => sound),
      1200,
    );
    const counts = { asked: 4, changed: 0, calls: 44 };
    expect(await scene.work()).toMatchObject({ status: "finished", done: 1200, canaries: counts });
    const driftChecks = await driftChecksOf(scene.id);
    expect(driftChecks.map(({ dueItems, state, calls }) => [dueItems, state, calls])).toEqual([
      [0, "good", 20],
      [500, "good", 8],
      [1000, "good", 8],
      [1200, "good", 8],
    ]);
    expect(scene.server.calls.filter(isItem)).toHaveLength(1200);
    expect(scene.server.calls).toHaveLength(1244);
    expect(scene.server.maxInFlight()).toBeLessThanOrEqual(16);
    for (const before of driftChecks.slice(0, -1))
      expect(Number(driftChecks[before.number + 1]?.askedAt)).toBeGreaterThanOrEqual(
        Number(before.finishedAt),
      );
  });

  it.each<[string, Partial<Mind>, RegExp]>([
    ["the model is swapped", { model: "mind-2" }, /now calls its model mind-2; at the start it was mind-1\./],
    [
      "pictures are dropped",
      { sees: false },
      /no longer seen: 0 of 4 numbers were named, at the start 12 of 12\./,
    ],
    ["its noise grows", { steadiness: "varying" }, /now gets 4 different answers in 4 times/],
  ])(
    "pauses when %s in the middle, and asks the answers since the last good canary again",
    async (_, change, words) => {
      let items = 0;
      let isBack = false;
      await using scene = await run(
        answering((call) => {
          if (isItem(call)) items += 1;
          return items > 700 && !isBack ? { ...sound, ...change } : sound;
        }),
        1200,
      );
      const paused = await scene.work();
      expect(paused).toMatchObject({ status: "paused", reasonCode: "endpoint-changed", resumeAt: null });
      expect(paused?.reason).toMatch(/^The endpoint is no longer what it was at the start\..* then resume/);
      expect(paused?.reason).toMatch(words);
      expect(paused?.done).toBeGreaterThanOrEqual(2 * driftCheckEvery);
      expect(paused?.done).toBeLessThan(1150);
      const stopped = await driftChecksOf(scene.id);
      expect(stopped.map(({ state }) => state)).toEqual(["good", "good", "changed", "open"]);
      expect(stopped[2]?.calls).toBe(24);

      // Still changed: the first thing that is asked after a retry says so.
      const before = scene.server.calls.length;
      await retrySubmission(scene.actor, scene.id);
      expect(await scene.work()).toMatchObject({ status: "paused", reasonCode: "endpoint-changed" });
      expect(scene.server.calls.length - before).toBeLessThan(24 + 4 * 32);

      isBack = true;
      const asked = scene.server.calls.filter(isItem).length;
      await retrySubmission(scene.actor, scene.id);
      const kept = await db().itemResult.count({ where: { run: { submissionId: scene.id } } });
      expect(kept).toBeLessThanOrEqual(700);
      expect(kept).toBeGreaterThanOrEqual(driftCheckEvery - 2 * 32);
      expect(await scene.work()).toMatchObject({ status: "finished", done: 1200, missing: 0 });
      expect(scene.server.calls.filter(isItem)).toHaveLength(asked + 1200 - kept);
      const states = (await driftChecksOf(scene.id)).map(({ state }) => state);
      expect(states.filter((state) => state === "rechecked")).toHaveLength(2);
      expect(new Set(states)).toEqual(new Set(["good", "rechecked"]));
      const stored = await db().run.findFirstOrThrow({ where: { submissionId: scene.id } });
      const record = await driftRecord(stored.id);
      expect(record?.askings.map(({ outcome }) => outcome).slice(0, 5)).toEqual([
        "good",
        "good",
        "changed",
        "changed",
        "good",
      ]);
      expect(record?.askings[3]?.finding).toMatch(words);
    },
  );

  it("goes on where the endpoint was never steady, sees badly, or fails one drift check by chance", async () => {
    let hiccups = 0;
    await using noisy = await run(
      answering((call) => ({ ...sound, sees: call.number % 3 > 0, steadiness: "varying" })),
      1200,
    );
    expect(await noisy.work()).toMatchObject({ status: "finished", done: 1200 });
    await using hiccup = await run(
      answering((call) => {
        const isLate = !isItem(call) && call.number > 400 && hiccups++ < 8;
        return isLate ? { ...sound, model: "mind-2", sees: false } : sound;
      }),
      1200,
    );
    expect(await hiccup.work()).toMatchObject({ status: "finished", done: 1200 });
    expect((await driftChecksOf(hiccup.id))[1]).toMatchObject({ state: "good", calls: 16 });
  });
});

it("does not finish while its last drift check says that the endpoint changed", {
  timeout: 60_000,
}, async () => {
  let items = 0;
  await using scene = await run(
    answering((call) => {
      if (isItem(call)) items += 1;
      return items > 590 ? { ...sound, model: "mind-2" } : sound;
    }),
    600,
  );
  expect(await scene.work()).toMatchObject({ status: "paused", done: 600, reasonCode: "endpoint-changed" });
  await reconcile();
  await settleAll(scene.id);
  expect((await submissionView(scene.actor, scene.id)).status).toBe("paused");
});

it("compares a submission's later runs with its first one", { timeout: 60_000 }, async () => {
  // The first run's drift checks at 0, 500 and 600 items; the second run's may begin before any item of its own.
  const firstRunsDriftChecks = 20 + 8 + 8;
  let items = 0;
  let driftChecks = 0;
  await using server = await startMisbehavingEndpoint(
    answering((call) => {
      if (isItem(call)) items += 1;
      else driftChecks += 1;
      return items > 600 || driftChecks > firstRunsDriftChecks ? { ...sound, model: "mind-2" } : sound;
    }),
  );
  const datasets = [await fixtureDataset(600), await fixtureDataset(600)];
  const { id, actor } = await fixtureSubmission(server.url, datasets, { concurrency: 16 });
  await runJobs(fixtureWorker(), id);
  await settleAll(id);
  const { runs } = await submissionView(actor, id);
  expect(runs[1]).toMatchObject({ status: "paused", reasonCode: "endpoint-changed" });
  expect(runs[1]?.done).toBeLessThan(200);
});

it("asks a short run no drift checks", async () => {
  await using scene = await run(
    answering(() => sound),
    driftCheckEvery,
  );
  expect(await scene.work()).toMatchObject({ status: "finished" });
  expect(scene.server.calls).toHaveLength(driftCheckEvery);
});

it("pauses as down where no drift check is answered, and resumes with it", { timeout: 60_000 }, async () => {
  let isDown = true;
  await using scene = await run(
    (call) => (!isItem(call) && isDown ? json({ error: "busy" }, 503) : answering(() => sound)(call)),
    600,
  );
  expect(await scene.work()).toMatchObject({ status: "paused", reasonCode: "endpoint-down" });
  isDown = false;
  await pool().query("UPDATE runs SET resume_at = now() WHERE submission_id = $1", [scene.id]);
  await reconcile();
  expect(await scene.work()).toMatchObject({ status: "finished", done: 600 });
});

it("loses no drift check with a killed worker", { timeout: 60_000 }, async () => {
  const { promise: atDriftCheck, resolve: reached } = Promise.withResolvers<void>();
  let isHeld = true;
  let items = 0;
  await using scene = await run((call) => {
    if (isItem(call)) items += 1;
    if (isItem(call) || !isHeld || items < 590) return answering(() => sound)(call);
    // The last drift check, when nothing else is left that would make anybody look at the run.
    reached();
    return () => {};
  }, 600);
  const killed = startWorkerProcess();
  await atDriftCheck;
  await seen(scene.actor, scene.id, ({ runs }) => runs[0]?.done === 600);
  await endWorkerProcess(killed, "SIGKILL");
  isHeld = false;
  const heir = startWorkerProcess();
  try {
    const { runs } = await seen(scene.actor, scene.id, ({ status }) => status === "finished");
    expect(runs[0]).toMatchObject({ done: 600, missing: 0 });
    const driftChecks = await driftChecksOf(scene.id);
    expect(driftChecks.map(({ state }) => state)).toEqual(["good", "good", "good"]);
    expect(driftChecks.at(-1)?.token).toBeGreaterThanOrEqual(2);
  } finally {
    await endWorkerProcess(heir, "SIGTERM");
  }
});

describe("an assessment run", { timeout: 120_000 }, () => {
  async function rated(mind: (items: number) => RatingMind) {
    await using server = await startRatingServer(mind);
    const { id, actor } = await fixtureSubmission(server.url, [await assessmentFixtures(1100)], {
      concurrency: 16,
    });
    for (let round = 0; round < 2; round += 1) await runJobs(fixtureWorker(), id);
    await settleAll(id);
    return { view: (await submissionView(actor, id)).runs[0], canaries: await driftChecksOf(id) };
  }

  it("goes on with an endpoint that is honest and noisy", async () => {
    const { view, canaries: driftChecks } = await rated(() => ({ noise: 0.4, sees: true }));
    expect(view).toMatchObject({ status: "finished", done: 1100, rung: "P" });
    expect(driftChecks.map(({ state }) => state)).toEqual(["good", "good", "good", "good"]);
  });

  it("pauses when noise grows, and when pictures no longer reach the model", async () => {
    const noisy = await rated((items) => ({ noise: items > 600 ? 3 : 0.02, sees: true }));
    expect(noisy.view).toMatchObject({ status: "paused", reasonCode: "endpoint-changed", rung: "P" });
    expect(noisy.view?.reason).toMatch(/difference of the same picture moved by \d+\.\d\d nats/);
    const blind = await rated((items) => ({ noise: 0.02, sees: items <= 600 }));
    expect(blind.view).toMatchObject({ status: "paused", reasonCode: "endpoint-changed" });
    expect(blind.view?.reason).toMatch(
      /0 of 4 numbers .* A sharp and a blurred picture no longer differ: 0\.\d\d nats/,
    );
  });
});
