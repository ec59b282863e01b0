import { afterAll, expect, it } from "vitest";
import { issueReceipt } from "#/features/receipts/issue-receipt.ts";
import { closeQueue } from "#/jobs/enqueue.ts";
import { db } from "#/lib/db.ts";
import { type ReceivedCall, startMisbehavingEndpoint } from "#/test/misbehaving-endpoint.ts";
import { ok } from "#/test/misbehaviours.ts";
import { runJobs, settleAll } from "#/test/run-jobs.ts";
import {
  fixtureDataset,
  fixtureSubmission,
  fixtureUser,
  fixtureWorker,
  itemOf,
} from "#/test/submission-fixtures.ts";
import { useTestDatabase } from "#/test/test-database.ts";

useTestDatabase({ ENDPOINT_ALLOWLIST: "127.0.0.1", RECEIPT_KEY: Buffer.alloc(32, 7).toString("base64") });
afterAll(closeQueue);

const items = 240;
const options = ["Sharp", "Blurry", "Noisy"];

async function evaluated(dataset: string, answer: (call: ReceivedCall) => string) {
  await using server = await startMisbehavingEndpoint((call) => ok(answer(call)));
  const { id } = await fixtureSubmission(server.url, [dataset]);
  // Half by one worker, half by another: the order does not hang on who asks.
  const first = fixtureWorker();
  setImmediate(() => first.shutdown.abort());
  await runJobs(first, id, 1);
  await runJobs(fixtureWorker(), id);
  await settleAll(id);
  const run = await db().run.findFirstOrThrow({ where: { submissionId: id }, include: { results: true } });
  const score = await db().score.findFirstOrThrow({
    where: { entry: { runId: run.id }, metric: "accuracy", slice: "overall" },
  });
  const parsed = new Map(run.results.map((result) => [result.item, result.parsed]));
  const prompts = new Map(server.calls.map((call) => [itemOf(call), promptOf(call)]));
  return { id, run, value: score.value ?? 0, parsed, prompts, bodies: server.calls };
}

function promptOf({ body }: ReceivedCall): string {
  return /Item \d+:.*?directly/.exec(JSON.stringify(body))?.[0] ?? "";
}

/** The letter under which the prompt shows the right option. */
function byText(call: ReceivedCall): string {
  const right = options[itemOf(call) % 3] ?? "";
  return new RegExp(`([A-C])\\. ${right}`).exec(promptOf(call))?.[1] ?? "";
}

it("asks a hidden set in an order of each run's own, and scores by the dataset's", async () => {
  const hidden = await fixtureDataset(items, { answers: "hidden" });
  const knowing = await evaluated(hidden, byText);
  expect(knowing.value).toBe(1);
  for (const [item, option] of knowing.parsed) expect(option).toBe(item % 3);

  const leaked = await evaluated(hidden, (call) => "ABC"[itemOf(call) % 3] ?? "");
  const always = await evaluated(hidden, () => "A");
  // By chance a third: five standard deviations are 0.152.
  for (const { value } of [leaked, always]) expect(Math.abs(value - 1 / 3)).toBeLessThan(0.152);
  expect(new Set(always.parsed.values()).size).toBe(3);
  for (const [item, option] of always.parsed)
    expect(always.prompts.get(item)).toContain(`A. ${options[option ?? -1]}`);
  const same = [...always.prompts].filter(([item, prompt]) => prompt === leaked.prompts.get(item));
  expect(same.length).toBeLessThan(items / 2);

  const receipt = await issueReceipt(await fixtureUser(true), always.id, hidden);
  expect(receipt).toContain(`"optionSeed": "${always.id}/${always.run.datasetId}"`);
});

it("asks a public set in the dataset's order", async () => {
  const open = await evaluated(await fixtureDataset(items), () => "A");
  expect(open.value).toBeCloseTo(1 / 3);
  expect(new Set(open.parsed.values())).toEqual(new Set([0]));
});

it("sends nothing of a picture but its bytes and type: no name, no path, no hash", async () => {
  const hidden = await fixtureDataset(20, { answers: "hidden" });
  const { bodies } = await evaluated(hidden, () => "A");
  const pictures = await db().item.findMany({ where: { dataset: { slug: hidden } } });
  for (const { path, headers, body } of bodies) {
    const said = `${path} ${JSON.stringify(headers)} ${JSON.stringify(body)}`;
    expect(said).not.toContain(hidden);
    for (const { imagePath, imageHash } of pictures) {
      expect(said).not.toContain(imagePath);
      expect(said).not.toContain(imageHash);
    }
  }
});
