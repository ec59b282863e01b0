import { createHash } from "node:crypto";
import { z } from "zod";
import type { Actor } from "#/features/access/actor.ts";
import { authorizeAnswerKeys } from "#/features/access/authorize-answer-keys.ts";
import { findSubmission } from "#/features/access/find-submission.ts";
import { mayChange } from "#/features/access/submission-policy.ts";
import { visibleContentHash } from "#/features/datasets/visible-content-hash.ts";
import { promptSettings } from "#/features/receipts/prompt-settings.ts";
import { runSums } from "#/features/receipts/queries.ts";
import type { Receipt } from "#/features/receipts/receipt.ts";
import { cachedReceipt } from "#/features/receipts/receipt-cache.ts";
import { signedReceipt } from "#/features/receipts/signed-receipt.ts";
import { exportItems } from "#/features/results/export-items.ts";
import { viewableRun } from "#/features/results/queries.ts";
import { runStamp } from "#/features/results/run-stamp.ts";
import { driftRecord } from "#/features/runs/drift/drift-record.ts";
import { submissionView } from "#/features/submissions/queries.ts";
import { priceOf, tokenCost } from "#/features/submissions/token-cost.ts";
import { env } from "#/lib/env.ts";
import { AppError } from "#/lib/errors.ts";
import { ownPublicKey } from "#/lib/secrets/signing-key.ts";

const heard = z.object({ answeredBy: z.array(z.string()).catch([]) }).catch({ answeredBy: [] });
const toldApart = ["correct", "wrong"];

/**
 * Resolves with the signed receipt of a finished run of an endpoint, as this reader may see it: the same one until something that it
 * tells changes. `asker`: on whose behalf it is made where it is not kept.
 */
export async function issueReceipt(
  actor: Actor,
  submissionId: string,
  slug: string,
  asker = "board",
): Promise<string> {
  const run = await viewableRun(actor, submissionId, slug);
  const canSee = await authorizeAnswerKeys(actor, run.dataset, `receipt of submission ${submissionId}`);
  if (run.status !== "finished") throw notFinished();
  const submission = await findSubmission(submissionId);
  const isOwn = submission !== null && mayChange(actor, submission);
  const key = [await runStamp(run.id), isOwn, canSee, ownPublicKey()].join(" ");
  return cachedReceipt(key, asker, () => makeReceipt(actor, submissionId, slug, canSee));
}

async function makeReceipt(
  actor: Actor,
  submissionId: string,
  slug: string,
  canSee: boolean,
): Promise<string> {
  const run = await viewableRun(actor, submissionId, slug);
  const [view, submission] = await Promise.all([
    submissionView(actor, submissionId),
    findSubmission(submissionId),
  ]);
  const shown = view.runs.find(({ dataset }) => dataset === slug);
  if (!shown || !submission) throw new AppError("not-found", `This submission has no run on ${slug}.`);
  if (view.kind !== "endpoint" || shown.status !== "finished") throw notFinished();
  const { dataset } = run;
  const { imagesSha256, outcomes, retries, prompt, completion, median, p95 } = await runSums(run);
  const receipt: Receipt = {
    format: "q-bench-receipt-1",
    board: env().NEXTAUTH_URL,
    issuedAt: new Date().toISOString(),
    submission: { id: view.id, model: view.model.name, kind: view.kind },
    endpoint: endpointOf(view.endpoint, submission.extraBody),
    dataset: {
      slug: dataset.slug,
      version: dataset.version,
      items: dataset.itemCount,
      contentHash: visibleContentHash(dataset),
      imagesSha256,
      converted: shown.converted,
    },
    protocol: {
      task: dataset.task,
      version: run.protocolVersion,
      prompt: run.promptVersion,
      parser: run.parserVersion,
      rung: run.rung,
      words: shown.words ?? null,
    },
    asking: promptSettings(dataset.task, run),
    answeredBy: heard.parse(run.settings).answeredBy,
    times: { startedAt: shown.startedAt, finishedAt: shown.finishedAt, latencyMs: { median, p95 } },
    tokens: {
      prompt,
      completion,
      price: view.endpoint && tokenCost(prompt, completion, priceOf(view.endpoint.model)),
    },
    retries,
    retriesByCause: shown.retries,
    canaries: await driftRecord(run.id),
    failures: shown.errors,
    outcomes: canSee ? outcomes : withoutVerdicts(outcomes),
    coverage: shown.coverage,
    scores: shown.scores,
    itemsSha256: await itemsDigest(actor, submissionId, slug),
  };
  return signedReceipt(receipt);
}

function notFinished(): AppError {
  const message =
    "Only a finished run of an endpoint has a receipt. Wait for its end, or download its items.";
  return new AppError("conflict", message);
}

function endpointOf(
  endpoint: Awaited<ReturnType<typeof submissionView>>["endpoint"],
  extraBody: unknown,
): Receipt["endpoint"] {
  if (endpoint === null) return null;
  const { protocol, baseUrl, model, concurrency } = endpoint;
  return { protocol, baseUrl, model, concurrency, extraBody };
}

/** Where answers are hidden, nobody learns how many were right. */
function withoutVerdicts(outcomes: Record<string, number>): Record<string, number> {
  const shown: Record<string, number> = {};
  for (const [outcome, count] of Object.entries(outcomes)) {
    const name = toldApart.includes(outcome) ? "answered" : outcome;
    shown[name] = (shown[name] ?? 0) + count;
  }
  return shown;
}

async function itemsDigest(actor: Actor, submissionId: string, slug: string): Promise<string> {
  const digest = createHash("sha256");
  for await (const chunk of await exportItems(actor, submissionId, slug, "jsonl")) digest.update(chunk);
  return digest.digest("hex");
}
