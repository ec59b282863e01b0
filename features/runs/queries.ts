import type { RetryCounts } from "#/evaluation/endpoints/decorators/retry-tally.ts";
import { isProtocol, type Protocol } from "#/evaluation/endpoints/protocols.ts";
import type { AssessmentItem } from "#/evaluation/tasks/assessment/correlate.ts";
import type { ScoredItem } from "#/evaluation/tasks/perception/accuracy.ts";
import type { LeasedBatch } from "#/features/runs/leases/lease-batch.ts";
import { activeStatuses } from "#/features/runs/run-status.ts";
import type { AskableItem } from "#/features/runs/task-runner.ts";
import { db, pool } from "#/lib/db.ts";
import { openSecret } from "#/lib/secrets/secret-box.ts";
import type { Prisma } from "#/prisma/generated/client.ts";

export function apiKeyBinding(submissionId: string): string {
  return `submission:${submissionId}:api-key`;
}

export type SubmittedEndpoint = {
  account: string;
  protocol: Protocol;
  baseUrl: string;
  model: string;
  apiKey: string | null;
  sealedApiKey: string | null;
  concurrency: number;
  extraBody: Prisma.JsonObject | null;
  /** On the database's clock. */
  readAt: Date;
};

export async function submittedEndpoint(submissionId: string): Promise<SubmittedEndpoint | null> {
  const [clock] = (await pool().query<{ now: Date }>("SELECT now()")).rows;
  const found = await db().submission.findUnique({ where: { id: submissionId } });
  if (!clock || !found || !isProtocol(found.protocol) || !found.baseUrl || !found.endpointModel) return null;
  return {
    account: found.ownerId,
    protocol: found.protocol,
    baseUrl: found.baseUrl,
    model: found.endpointModel,
    apiKey: found.sealedApiKey && openSecret(found.sealedApiKey, apiKeyBinding(submissionId)),
    concurrency: found.concurrency,
    extraBody: found.extraBody as Prisma.JsonObject | null,
    sealedApiKey: found.sealedApiKey,
    readAt: clock.now,
  };
}

const askable = `
SELECT i.number, i.question, i.options, i.correct_option AS "correctOption", i.reference,
  CASE WHEN a.hash IS NULL OR (i.second_path IS NOT NULL AND b.hash IS NULL) THEN '[]'::json
       WHEN b.hash IS NULL THEN json_build_array(json_build_object('hash', a.hash, 'mime', a.mime, 'bytes', a.bytes))
       ELSE json_build_array(json_build_object('hash', a.hash, 'mime', a.mime, 'bytes', a.bytes),
                             json_build_object('hash', b.hash, 'mime', b.mime, 'bytes', b.bytes)) END AS pictures
FROM items i LEFT JOIN images a ON a.hash = i.image_hash LEFT JOIN images b ON b.hash = i.second_hash
WHERE i.dataset_id = $1`;

/** Resolves with items of the batch that have no result yet. */
export async function itemsToAsk(batch: LeasedBatch): Promise<AskableItem[]> {
  const { rows } = await pool().query<AskableItem>(
    `${askable} AND i.number BETWEEN $2 AND $3
     AND NOT EXISTS (SELECT FROM item_results r WHERE r.run_id = $4 AND r.item = i.number) ORDER BY i.number`,
    [batch.datasetId, batch.firstItem, batch.lastItem, batch.runId],
  );
  return rows;
}

/** Resolves with an item of the run that the endpoint has answered: asked again, it tells whether the endpoint is alive. */
export async function answeredItem(batch: LeasedBatch): Promise<AskableItem | null> {
  const { rows } = await pool().query<AskableItem>(
    `${askable} AND i.number = (SELECT item FROM item_results
       WHERE run_id = $2 AND outcome NOT IN ('error', 'absent') ORDER BY item DESC LIMIT 1)`,
    [batch.datasetId, batch.runId],
  );
  return rows[0] ?? null;
}

/** Resolves with items with pictures, always the same ones, spread over question types and their concerns, or over subsets. */
export async function sampleItems(datasetId: number, count: number): Promise<AskableItem[]> {
  const { rows } = await pool().query<AskableItem>(
    `${askable} AND i.number IN (
       SELECT number FROM (
         SELECT number, question_type, subset, row_number() OVER (
           PARTITION BY question_type, subset ORDER BY turn, md5(number::text)) AS place
         FROM (SELECT number, question_type, subset, row_number() OVER (
             PARTITION BY question_type, subset, concern ORDER BY md5(number::text)) AS turn
           FROM items WHERE dataset_id = $1 AND image_hash IS NOT NULL
             AND (second_path IS NULL OR second_hash IS NOT NULL)) within) spread
       ORDER BY place, question_type, subset LIMIT $2) ORDER BY i.number`,
    [datasetId, count],
  );
  return rows;
}

/** Resolves with runs of the submission that have not ended although all their batches are done. */
export async function completeRuns(submissionId: string): Promise<number[]> {
  const runs = await db().run.findMany({
    where: { submissionId, status: { in: activeStatuses }, batches: { none: { state: { not: "done" } } } },
    select: { id: true },
  });
  return runs.map((run) => run.id);
}

const outcomes = `
SELECT i.number, coalesce(r.outcome, 'absent')::text AS outcome, i.question_type AS "questionType", i.concern,
  i.subset, i.group_name AS "group"
FROM items i LEFT JOIN item_results r ON r.run_id = $1 AND r.item = i.number
WHERE i.dataset_id = $2`;

export type NumberedOutcome = ScoredItem & { number: number };

/** Resolves with what every item of a perception run came to. */
export async function perceptionOutcomes(run: { id: number; datasetId: number }): Promise<NumberedOutcome[]> {
  const { rows } = await pool().query<NumberedOutcome>(outcomes, [run.id, run.datasetId]);
  return rows;
}

const assessed = `
SELECT i.mos, i.subset, i.group_name AS "group", r.logprob_difference AS d, r.score, coalesce(r.censored, false) AS censored
FROM items i LEFT JOIN item_results r ON r.run_id = $1 AND r.item = i.number AND r.outcome = 'answered'
WHERE i.dataset_id = $2 ORDER BY i.number`;

/** Resolves with every item of an assessment run, nulls where it came to no score. */
export async function assessedItems(run: {
  id: number;
  datasetId: number;
}): Promise<(AssessmentItem & { censored: boolean })[]> {
  const { rows } = await pool().query<AssessmentItem & { censored: boolean }>(assessed, [
    run.id,
    run.datasetId,
  ]);
  return rows;
}

/** Repeated requests of each run, by what caused them. */
export async function retriesOf(runIds: readonly number[]): Promise<Map<number, RetryCounts>> {
  const { rows } = await pool().query<{ runId: number; retries: RetryCounts }>(
    `SELECT run_id AS "runId", json_object_agg(cause, n ORDER BY cause) AS retries FROM (
       SELECT run_id, cause, sum(count::int)::int AS n
       FROM run_batches b, jsonb_each_text(b.retries) AS each(cause, count)
       WHERE run_id = ANY($1::int[]) GROUP BY run_id, cause) AS sums GROUP BY run_id`,
    [runIds],
  );
  return new Map(rows.map(({ runId, retries }) => [runId, retries]));
}

/** Resolves with how many items of each run went with other pictures than the originals. */
export async function reencodedItems(runIds: readonly number[]): Promise<Map<number, number>> {
  const { rows } = await pool().query<{ runId: number; n: number }>(
    `SELECT run_id AS "runId", count(sent)::int AS n FROM item_results WHERE run_id = ANY($1::int[]) GROUP BY run_id`,
    [runIds],
  );
  return new Map(rows.map(({ runId, n }) => [runId, n]));
}
