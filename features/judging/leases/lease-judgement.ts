import type { JudgeTemplates } from "#/evaluation/tasks/description/judge-templates.ts";
import { isDue, judgedRun } from "#/features/judging/unjudged-sql.ts";
import { pool } from "#/lib/db.ts";
import type { RunStatus } from "#/prisma/generated/client.ts";

export type LeasedJudgement = {
  id: number;
  /** Fencing token: grows with every lease; ratings under an older one are refused. */
  token: number;
  runId: number;
  submissionId: string;
  model: string;
  templates: JudgeTemplates;
  rounds: number;
  temperature: number;
  /** The judge was in trouble and has not answered since. */
  troubled: boolean;
};

const leaseSql = `
WITH due AS (
  SELECT g.id, r.submission_id, r.paused_since, j.model, j.templates, j.rounds, j.temperature ${judgedRun}
  WHERE g.id = $1 AND ${isDue} FOR UPDATE OF g SKIP LOCKED
)
UPDATE judgements g SET token = g.token + 1, worker_id = $2, lease_until = now() + $3 * interval '1 millisecond'
FROM due WHERE g.id = due.id
RETURNING g.id, g.token, g.run_id AS "runId", due.submission_id AS "submissionId", due.model, due.templates,
  due.rounds, due.temperature, due.paused_since IS NOT NULL AS troubled`;

/** Resolves with `null` if nothing is left to judge now, somebody is at it, or it has to wait. */
export async function leaseJudgement(
  id: number,
  workerId: string,
  leaseMs: number,
): Promise<LeasedJudgement | null> {
  const { rows } = await pool().query<LeasedJudgement>(leaseSql, [id, workerId, leaseMs]);
  return rows[0] ?? null;
}

type Held = Pick<LeasedJudgement, "id" | "token">;

/** Resolves with the state of its run; null: the lease was lost. */
export async function renewJudgement({ id, token }: Held, leaseMs: number): Promise<RunStatus | null> {
  const { rows } = await pool().query<{ status: RunStatus }>(
    `UPDATE judgements g SET lease_until = now() + $3 * interval '1 millisecond' FROM runs r
     WHERE g.id = $1 AND g.token = $2 AND g.lease_until IS NOT NULL AND r.id = g.run_id RETURNING r.status::text`,
    [id, token, leaseMs],
  );
  return rows[0]?.status ?? null;
}

export async function releaseJudgement({ id, token }: Held): Promise<void> {
  await pool().query(
    "UPDATE judgements SET worker_id = NULL, lease_until = NULL WHERE id = $1 AND token = $2",
    [id, token],
  );
}
