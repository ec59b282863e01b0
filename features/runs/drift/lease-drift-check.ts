import { createHash } from "node:crypto";
import type { DriftCheckOptions } from "#/evaluation/drift/ask-drift-check.ts";
import { type DriftSample, driftSampleSchema } from "#/evaluation/drift/drift-sample.ts";
import { taskTraits } from "#/evaluation/tasks/task-traits.ts";

import { fixedPlan } from "#/features/runs/assessment-plan.ts";
import { pool } from "#/lib/db.ts";
import type { RunStatus, Task } from "#/prisma/generated/client.ts";

export type DriftCheckLease = { runId: number; number: number; token: number };

export type LeasedDriftCheck = DriftCheckLease & {
  /** The run has none yet that later ones can be compared with. */
  isStart: boolean;
  seed: number;
  rating: DriftCheckOptions["rating"];
};

type Row = DriftCheckLease & { isStart: boolean; task: Task; rung: string | null; settings: unknown };

const settled = "(SELECT coalesce(sum(b.done + b.missing), 0) FROM run_batches b WHERE b.run_id = c.run_id)";

/** SQL over `run_canaries c`, `runs r` and `datasets d`: may be asked now, and nobody is at it. */
const isDriftCheckDue = `
c.state = 'open' AND NOT (SELECT is_draining()) AND (c.lease_until IS NULL OR c.lease_until < now()) AND r.status IN ('queued', 'running')
  AND (r.rung IS NOT NULL OR d.task <> 'assessment') AND c.due_items <= ${settled}
  AND NOT EXISTS (SELECT FROM run_canaries e WHERE e.run_id = c.run_id AND e.state = 'open'
    AND (e.due_items, e.number) < (c.due_items, c.number))
  AND (c.due_items > 0 OR NOT EXISTS (SELECT FROM runs e JOIN run_batches b ON b.run_id = e.id
    WHERE e.submission_id = r.submission_id AND e.id < r.id AND e.status IN ('queued', 'running') AND b.state <> 'done'))`;

const sql = `
WITH candidate AS (
  SELECT c.run_id, c.number, d.task, r.rung, r.settings
  FROM run_canaries c JOIN runs r ON r.id = c.run_id JOIN datasets d ON d.id = r.dataset_id
  WHERE r.submission_id = $1 AND ${isDriftCheckDue}
  ORDER BY c.run_id, c.due_items, c.number LIMIT 1
  FOR UPDATE OF c SKIP LOCKED
)
UPDATE run_canaries c SET token = c.token + 1, worker_id = $2, asked_at = now(),
  lease_until = now() + $3 * interval '1 millisecond'
FROM candidate f WHERE c.run_id = f.run_id AND c.number = f.number
RETURNING c.run_id AS "runId", c.number, c.token, f.task::text AS task, f.rung, f.settings,
  NOT EXISTS (SELECT FROM run_canaries g WHERE g.run_id = c.run_id AND g.state = 'good') AS "isStart"`;

/** Resolves with the submission's next drift check that is due and that nobody holds; null when there is none. */
export async function leaseDriftCheck(
  submissionId: string,
  workerId: string,
  leaseMs: number,
): Promise<LeasedDriftCheck | null> {
  const { rows } = await pool().query<Row>(sql, [submissionId, workerId, leaseMs]);
  const [row] = rows;
  if (!row) return null;
  const { task, rung, settings, ...driftCheck } = row;
  return {
    ...driftCheck,
    seed: seedOf(submissionId),
    rating: taskTraits[task].isRating ? ratingOf(rung, settings) : null,
  };
}

/** Sampled and text ratings differ from time to time: they are no measure of change. */
function ratingOf(rung: string | null, settings: unknown): DriftCheckOptions["rating"] {
  const plan = fixedPlan({ rung, settings });
  return plan.rung === "S" || plan.rung === "T" ? null : plan;
}

/** The same pictures for all runs of a submission, other ones for every other. */
function seedOf(submissionId: string): number {
  return createHash("sha256").update(submissionId).digest().readInt32LE();
}

/** Resolves with the run's status; null where the drift check was lost to another worker. */
export async function renewDriftCheck(lease: DriftCheckLease, leaseMs: number): Promise<RunStatus | null> {
  const { rows } = await pool().query<{ status: RunStatus }>(
    `UPDATE run_canaries c SET lease_until = now() + $4 * interval '1 millisecond' FROM runs r
     WHERE r.id = c.run_id AND c.run_id = $1 AND c.number = $2 AND c.token = $3 AND c.state = 'open'
     RETURNING r.status::text AS status`,
    [lease.runId, lease.number, lease.token, leaseMs],
  );
  return rows[0]?.status ?? null;
}

/** Resolves with what the starts of the submission's runs said, oldest first. */
export async function driftCheckStarts(submissionId: string): Promise<DriftSample[]> {
  const { rows } = await pool().query<{ heard: unknown }>(
    `SELECT heard FROM (SELECT DISTINCT ON (c.run_id) c.asked_at, c.heard -> 0 AS heard
       FROM run_canaries c JOIN runs r ON r.id = c.run_id
       WHERE r.submission_id = $1 AND c.state = 'good' ORDER BY c.run_id, c.asked_at) starts ORDER BY asked_at`,
    [submissionId],
  );
  return rows.map(({ heard }) => driftSampleSchema.parse(heard));
}

/** Submissions whose next drift check is due although nobody is at it, for whoever enqueues. */
export async function submissionsWithDueDriftCheck(): Promise<string[]> {
  const { rows } = await pool().query<{ id: string }>(
    `SELECT DISTINCT r.submission_id AS id FROM run_canaries c JOIN runs r ON r.id = c.run_id
     JOIN datasets d ON d.id = r.dataset_id WHERE ${isDriftCheckDue}`,
  );
  return rows.map(({ id }) => id);
}
