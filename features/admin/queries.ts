import { type Reason, reasonOf } from "#/features/runs/pauses/reason-of.ts";
import { activeStatuses } from "#/features/runs/run-status.ts";
import { pool } from "#/lib/db.ts";
import type { RunStatus } from "#/prisma/generated/client.ts";

export type FailureRow = Reason & { status: "paused" | "failed"; runs: number; newest: Date };

/** Resolves with why runs stand still or have failed, the most frequent cause first. */
export async function failuresByCause(): Promise<FailureRow[]> {
  const { rows } = await pool().query<FailureRow>(
    `SELECT status::text AS status, reason, count(*)::int AS runs,
       max(coalesce(finished_at, paused_since, created_at)) AS newest
     FROM runs WHERE status IN ('paused', 'failed') AND reason IS NOT NULL
     GROUP BY 1, 2 ORDER BY runs DESC, newest DESC`,
  );
  return rows.map((row) => ({ ...row, ...reasonOf({ ...row, reasonDetail: null }) }));
}

export type RunRow = Reason & {
  id: number;
  submissionId: string;
  model: string;
  owner: string;
  dataset: string;
  status: RunStatus;
  createdAt: Date;
  total: number;
  done: number;
  missing: number;
  /** Batches that workers hold now, and by when the first of them has to be renewed. */
  leased: number;
  leaseUntil: Date | null;
  /** When an answer was last written. */
  writtenAt: Date | null;
};

const runsSql = `
WITH chosen AS (
  (SELECT * FROM runs WHERE status = ANY($2::run_status[]) ORDER BY id DESC LIMIT $1)
  UNION ALL
  (SELECT * FROM runs WHERE status <> ALL($2::run_status[]) ORDER BY id DESC LIMIT $1)
  LIMIT $1)
SELECT r.id, r.submission_id AS "submissionId", m.name AS model, u.email AS owner, d.slug AS dataset,
  r.status::text AS status, r.reason, r.reason_detail AS "reasonDetail", r.created_at AS "createdAt", r.total, b.*
FROM chosen r JOIN submissions s ON s.id = r.submission_id JOIN models m ON m.id = s.model_id
  JOIN users u ON u.id = s.owner_id JOIN datasets d ON d.id = r.dataset_id,
LATERAL (SELECT coalesce(sum(done), 0)::int AS done, coalesce(sum(missing), 0)::int AS missing,
    count(*) FILTER (WHERE state = 'leased')::int AS leased,
    min(lease_until) FILTER (WHERE state = 'leased') AS "leaseUntil", max(written_at) AS "writtenAt"
  FROM run_batches WHERE run_id = r.id) b
ORDER BY r.status = ANY($2::run_status[]) DESC, r.id DESC`;

/** Resolves with runs of everybody, those that go on or need someone first. */
export async function runOverview(limit: number): Promise<RunRow[]> {
  const { rows } = await pool().query<RunRow>(runsSql, [limit, activeStatuses]);
  return rows.map((run) => ({ ...run, ...reasonOf(run) }));
}
