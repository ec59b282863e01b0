import { text } from "node:stream/consumers";
import sharp from "sharp";
import { afterAll, expect, it } from "vitest";
import { issueReceipt } from "#/features/receipts/issue-receipt.ts";
import { verifyReceipt } from "#/features/receipts/signed-receipt.ts";
import { exportItems } from "#/features/results/export-items.ts";
import { itemPreview } from "#/features/results/queries.ts";
import { submissionView } from "#/features/submissions/queries.ts";
import { retrySubmission } from "#/features/submissions/retry-submission.ts";
import { closeQueue } from "#/jobs/enqueue.ts";
import { putBlob } from "#/lib/blobs/blob-store.ts";
import { db } from "#/lib/db.ts";
import { ownPublicKey } from "#/lib/secrets/signing-key.ts";
import { drawBmp } from "#/test/draw-bmp.ts";
import { type ReceivedCall, startMisbehavingEndpoint } from "#/test/misbehaving-endpoint.ts";
import { failing, type Misbehaviour, ok, redirect, reset } from "#/test/misbehaviours.ts";
import { runJobs, settleAll } from "#/test/run-jobs.ts";
import {
  fixtureDataset,
  fixtureSubmission,
  fixtureWorker,
  itemOf,
  rightAnswer,
} from "#/test/submission-fixtures.ts";
import { useTestDatabase } from "#/test/test-database.ts";

const RECEIPT_KEY = Buffer.alloc(32, 5).toString("base64");
useTestDatabase({ ENDPOINT_ALLOWLIST: "127.0.0.1", RECEIPT_KEY });
afterAll(closeQueue);

const items = 40;

/** Items 0 to 9 have BMP pictures, the others PNG. */
async function mixedDataset(): Promise<string> {
  const slug = await fixtureDataset(items);
  const dataset = await db().dataset.findFirstOrThrow({ where: { slug } });
  for (let number = 0; number < items; number += 1) {
    const pixels = Buffer.alloc(27, number + 1);
    const raw = { width: 3, height: 3, channels: 3 as const };
    const isBmp = number < 10;
    const bytes = isBmp ? drawBmp(pixels, 3, 3) : await sharp(pixels, { raw }).png().toBuffer();
    const imageHash = await putBlob(bytes);
    const mime = isBmp ? "image/bmp" : "image/png";
    await db().image.create({
      data: { hash: imageHash, mime, bytes: bytes.length, width: 3, height: 3 },
    });
    await db().item.update({
      where: { datasetId_number: { datasetId: dataset.id, number } },
      data: { imageHash },
    });
  }
  return slug;
}

/** Refuses BMP; the first call of some items comes to nothing, each for another cause. */
function troubles(): (call: ReceivedCall) => Misbehaviour {
  const met = new Set<number>();
  const once = new Map<number, Misbehaviour>([
    [20, failing(429, "slow down", { "retry-after": "0" })],
    [21, failing(500, "once")],
    [22, reset],
    [23, ok("", { finishReason: "length", reasoning: "A or B? A looks" })],
  ]);
  return (call) => {
    if (JSON.stringify(call.body).includes("data:image/bmp")) return failing(400, "unsupported image type");
    const item = itemOf(call);
    if (met.has(item)) return ok(rightAnswer(call));
    met.add(item);
    return once.get(item) ?? ok(rightAnswer(call));
  };
}

it("records what was sent instead of a refused picture, and every repeated request by its cause", async () => {
  await using server = await startMisbehavingEndpoint(troubles());
  const slug = await mixedDataset();
  const { id, actor } = await fixtureSubmission(server.url, [slug], { concurrency: 1 });
  await runJobs(fixtureWorker(), id);
  await settleAll(id);
  const [run] = (await submissionView(actor, id)).runs;
  expect(run).toMatchObject({
    status: "finished",
    done: items,
    converted: 10,
    retries: { image: 1, rate: 1, server: 1, network: 1, starved: 1 },
    scores: { overall: { value: 1, n: items }, converted: { value: 10 / items, n: items } },
  });
  expect(server.calls).toHaveLength(items + 5);
  const lines = (await text(await exportItems(actor, id, slug, "jsonl"))).trim().split("\n");
  const sent = lines.map((line) => (JSON.parse(line) as { sent: unknown }).sent);
  expect(sent.filter((one) => one !== null)).toHaveLength(10);
  expect(sent[0]).toMatchObject([{ from: "image/bmp", mime: "image/png", scaled: false, width: 3 }]);
  expect(await text(await exportItems(actor, id, slug, "csv"))).not.toContain("sent");
  expect((await itemPreview(actor, id, slug, 1))[0]?.sent).toEqual(sent[0]);
  const { receipt } = verifyReceipt(await issueReceipt(actor, id, slug), ownPublicKey());
  expect(receipt).toMatchObject({ retriesByCause: run?.retries, dataset: { converted: 10 } });
});

it("adds the repeated requests of a run that goes on to those before", async () => {
  const left = new Map([
    [3, 2],
    [30, 1],
  ]);
  const worker = fixtureWorker();
  await using server = await startMisbehavingEndpoint((call) => {
    const item = itemOf(call);
    if (item === 12) worker.shutdown.abort();
    const times = left.get(item) ?? 0;
    left.set(item, times - 1);
    return times > 0 ? failing(429, "slow down", { "retry-after": "0" }) : ok(rightAnswer(call));
  });
  const { id, actor } = await fixtureSubmission(server.url, [await fixtureDataset(items)], {
    concurrency: 1,
  });
  await runJobs(worker, id);
  expect((await submissionView(actor, id)).runs[0]).toMatchObject({
    status: "running",
    retries: { rate: 2 },
  });
  await runJobs(fixtureWorker(), id);
  await settleAll(id);
  expect((await submissionView(actor, id)).runs[0]).toMatchObject({ done: items, retries: { rate: 3 } });
});

it("stops a run whose endpoint redirects until its owner has mended it", async () => {
  let isMended = false;
  await using server = await startMisbehavingEndpoint((call) =>
    isMended ? ok(rightAnswer(call)) : redirect("http://127.0.0.1:9/elsewhere"),
  );
  const { id, actor } = await fixtureSubmission(server.url, [await fixtureDataset(3)]);
  await runJobs(fixtureWorker(), id);
  expect((await submissionView(actor, id)).runs[0]).toMatchObject({
    status: "paused",
    reasonCode: "endpoint-unusable",
    reason: expect.stringContaining("redirects (307)"),
    resumeAt: null,
  });
  isMended = true;
  await retrySubmission(actor, id, {});
  await runJobs(fixtureWorker(), id);
  await settleAll(id);
  expect((await submissionView(actor, id)).runs[0]).toMatchObject({ status: "finished", done: 3 });
});
