import { type WorkerMetricsRecord, workerMetricsSchema } from "#/features/metrics/worker-metrics-schema.ts";
import { drainingSetting } from "#/features/runs/draining/draining-setting.ts";

import { db, pool } from "#/lib/db.ts";
import { RunStatus } from "#/prisma/generated/client.ts";

export async function databaseAnswers(): Promise<void> {
  await db().run.findFirst({ select: { id: true } });
}

export type WorkRow = {
  runs: Record<string, number>;
  /** Batches of runs that go on. */
  batches: Record<string, number>;
  oldestRunSeconds: number;
  /** How long the run that waits longest for its first worker has waited. */
  longestWaitSeconds: number;
  /** How far the most overdue lease has run out; 0 when every leased batch is being worked on. */
  leaseOverdueSeconds: number;
  /** How long the longest-held lease has been without a written answer. */
  leaseSilentSeconds: number;
};

const workSql = `
WITH active AS (SELECT id, status, created_at, coalesce(started_at, created_at) AS since FROM runs
  WHERE status IN ('queued', 'running', 'paused')),
held AS (SELECT b.state, b.lease_until, coalesce(b.written_at, a.since) AS heard
  FROM active a JOIN run_batches b ON b.run_id = a.id)
SELECT
  (SELECT coalesce(json_object_agg(status, n), '{}') FROM (SELECT status, count(*)::int AS n FROM runs GROUP BY 1) r) AS runs,
  (SELECT coalesce(json_object_agg(state, n), '{}') FROM (SELECT state, count(*)::int AS n FROM held GROUP BY 1) b) AS batches,
  (SELECT coalesce(extract(epoch FROM now() - min(since)), 0)::float FROM active) AS "oldestRunSeconds",
  (SELECT coalesce(extract(epoch FROM now() - min(created_at)), 0)::float FROM active
     WHERE status = 'queued') AS "longestWaitSeconds",
  (SELECT greatest(0, coalesce(extract(epoch FROM now() - min(lease_until)), 0))::float FROM held
     WHERE state = 'leased') AS "leaseOverdueSeconds",
  (SELECT greatest(0, coalesce(extract(epoch FROM now() - min(heard)), 0))::float FROM held
     WHERE state = 'leased') AS "leaseSilentSeconds"`;

const noBatches: Record<string, number> = { pending: 0, leased: 0, done: 0 };

/** Resolves with what is to be done, from tables of runs and batches alone: item results are never scanned. */
export async function workToDo(): Promise<WorkRow> {
  const { rows } = await pool().query<WorkRow>(workSql);
  const [row] = rows;
  if (!row) throw new Error("The work to be done could not be read.");
  const none = Object.fromEntries(Object.values(RunStatus).map((status) => [status, 0]));
  return {
    ...row,
    runs: { ...none, ...row.runs },
    batches: { ...noBatches, ...row.batches },
  };
}

export type WorkerRow = { id: string; startedAt: Date; seenSeconds: number; figures: WorkerMetricsRecord };

/** Workers that gave a sign of life lately, the newest first. */
export async function listWorkers(): Promise<WorkerRow[]> {
  const rows = await db().worker.findMany({ orderBy: { startedAt: "desc" } });
  return rows.flatMap(({ id, startedAt, seenAt, figures }) => {
    const read = workerMetricsSchema.safeParse(figures);
    const seenSeconds = Math.max(0, (Date.now() - seenAt.getTime()) / 1000);
    return read.success ? [{ id, startedAt, seenSeconds, figures: read.data }] : [];
  });
}

export type Draining = { by: string; since: string };

/** Resolves with who drains the workers since when; null when they work. */
export async function drainingNow(): Promise<Draining | null> {
  const row = await db().boardSetting.findUnique({ where: { name: drainingSetting } });
  return row && (row.value as Draining);
}
