import { createHash, randomBytes } from "node:crypto";
import { text } from "node:stream/consumers";
import { afterAll, expect, it } from "vitest";
import { issueReceipt } from "#/features/receipts/issue-receipt.ts";
import { verifyReceipt } from "#/features/receipts/signed-receipt.ts";
import { exportItems } from "#/features/results/export-items.ts";
import { settleRun } from "#/features/scoring/settle-run.ts";
import { publishSubmission } from "#/features/submissions/publish-submission.ts";
import { closeQueue } from "#/jobs/enqueue.ts";
import { db } from "#/lib/db.ts";
import { provideEnv } from "#/lib/env.ts";
import { AppError } from "#/lib/errors.ts";
import { ownPublicKey } from "#/lib/secrets/signing-key.ts";
import { startMisbehavingEndpoint } from "#/test/misbehaving-endpoint.ts";
import { failing, ok } from "#/test/misbehaviours.ts";
import {
  fixtureDataset,
  fixtureKey,
  fixtureSubmission,
  fixtureWorker,
  itemOf,
  rightAnswer,
} from "#/test/submission-fixtures.ts";
import { useTestDatabase } from "#/test/test-database.ts";
import { drainSubmission } from "#/workers/evaluate/drain-submission.ts";

const RECEIPT_KEY = randomBytes(32).toString("base64");
useTestDatabase({ ENDPOINT_ALLOWLIST: "127.0.0.1", RECEIPT_KEY });
afterAll(closeQueue);

async function evaluated(answers: "public" | "hidden") {
  let isFirst = true;
  await using server = await startMisbehavingEndpoint((call) => {
    if (isFirst) {
      isFirst = false;
      return failing(500, "once");
    }
    const isWrong = itemOf(call) % 4 === 3;
    return ok(isWrong ? "no idea at all" : rightAnswer(call), { model: "server-side-name-7" });
  });
  const dataset = await fixtureDataset(60, { answers });
  const { id, actor } = await fixtureSubmission(server.url, [dataset]);
  await drainSubmission(fixtureWorker(), id);
  for (const run of await db().run.findMany({ where: { submissionId: id } })) await settleRun(run.id);
  return { id, actor, dataset, url: server.url };
}

it("says what was asked and what came back, and is verified offline", async () => {
  const { id, actor, dataset, url } = await evaluated("public");
  const file = await issueReceipt(actor, id, dataset);
  expect(file).not.toContain(fixtureKey);
  const { receipt, publicKey } = verifyReceipt(file, ownPublicKey());
  expect(publicKey).toBe(ownPublicKey());
  expect(receipt).toMatchObject({
    format: "q-bench-receipt-1",
    endpoint: { protocol: "openai", baseUrl: url, model: "m" },
    dataset: { slug: dataset, version: 1, items: 60 },
    asking: { temperature: 0, prompt: expect.stringContaining("A. {first option}") },
    answeredBy: ["server-side-name-7"],
    outcomes: { correct: 45, unparsed: 15 },
    tokens: { prompt: 6000, completion: 60 },
    retries: 1,
    coverage: 1,
    scores: { overall: { value: 0.75, n: 60 } },
  });
  const hashes = await db().item.findMany({
    where: { dataset: { slug: dataset } },
    orderBy: { number: "asc" },
  });
  const lines = hashes.map(({ imageHash }) => imageHash).join("\n");
  expect(receipt.dataset).toMatchObject({ imagesSha256: createHash("sha256").update(lines).digest("hex") });
  const items = await text(await exportItems(actor, id, dataset, "jsonl"));
  expect(receipt.itemsSha256).toBe(createHash("sha256").update(items).digest("hex"));

  await publishSubmission(actor, id);
  const shown = verifyReceipt(await issueReceipt(null, id, dataset), ownPublicKey());
  expect(shown.receipt.endpoint).toBeNull();
  expect(JSON.stringify(shown.receipt)).not.toContain(url);
});

it("is refused when any byte was changed, and when another board signed it", async () => {
  const { id, actor, dataset } = await evaluated("public");
  const file = Buffer.from(await issueReceipt(actor, id, dataset));
  const key = ownPublicKey();
  for (let index = 0; index < file.length; index += 1) {
    const changed = Buffer.from(file);
    changed[index] = (changed[index] ?? 0) ^ 1;
    expect(() => verifyReceipt(changed.toString("utf8"), key), `byte ${index}`).toThrow(AppError);
  }
  expect(() => verifyReceipt(`${file} `, key)).toThrow(AppError);
  provideEnv({ RECEIPT_KEY: randomBytes(32).toString("base64") });
  expect(() => verifyReceipt(file.toString(), ownPublicKey())).toThrow(/another|signed by the key/);
  expect(verifyReceipt(file.toString(), key).publicKey).toBe(key);
  provideEnv({ RECEIPT_KEY });
});

it("gives away no hidden answer, and there is none before the end", async () => {
  const { id, actor, dataset } = await evaluated("hidden");
  const { receipt } = verifyReceipt(await issueReceipt(actor, id, dataset), ownPublicKey());
  expect(receipt.outcomes).toEqual({ answered: 45, unparsed: 15 });
  await db().run.updateMany({ where: { submissionId: id }, data: { status: "paused" } });
  await expect(issueReceipt(actor, id, dataset)).rejects.toMatchObject({ code: "conflict" });
  await expect(issueReceipt(null, id, dataset)).rejects.toMatchObject({ code: "not-found" });
});

it("is made once for all who ask, and again after every change of what it tells", async () => {
  const { id, actor, dataset } = await evaluated("public");
  const [own, ...same] = await Promise.all(
    Array.from({ length: 12 }, (_, n) => issueReceipt(actor, id, dataset, `asker ${n}`)),
  );
  expect(new Set([own, ...same]).size).toBe(1);
  await publishSubmission(actor, id);
  const seen = [own];
  const isNew = async (change: () => Promise<unknown>) => {
    await change();
    const receipt = await issueReceipt(null, id, dataset, "visitor");
    expect(seen).not.toContain(receipt);
    expect(await issueReceipt(null, id, dataset, "another")).toBe(receipt);
    seen.push(receipt);
    return verifyReceipt(receipt, ownPublicKey()).receipt;
  };
  const run = await db().run.findFirstOrThrow({ where: { submissionId: id } });
  expect(await isNew(async () => {})).toMatchObject({ endpoint: null, outcomes: { correct: 45 } });
  const rescored = () =>
    db().$transaction(async (tx) => {
      await tx.itemResult.update({
        where: { runId_item: { runId: run.id, item: 0 } },
        data: { outcome: "wrong" },
      });
      await tx.entry.update({
        where: { runId_pipeline: { runId: run.id, pipeline: "multiple-choice" } },
        data: { coverage: 0.9 },
      });
    });
  expect(await isNew(rescored)).toMatchObject({ outcomes: { correct: 44, wrong: 1 }, coverage: 0.9 });
  const model = { where: { submissions: { some: { id } } }, data: { name: "Renamed" } };
  expect(await isNew(() => db().model.updateMany(model))).toMatchObject({ submission: { model: "Renamed" } });
  const hide = () => db().dataset.update({ where: { id: run.datasetId }, data: { answers: "hidden" } });
  expect(await isNew(hide)).toMatchObject({ outcomes: { answered: 45 } });
});
