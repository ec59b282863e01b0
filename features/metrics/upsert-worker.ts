import type { WorkerMetricsRecord } from "#/features/metrics/worker-metrics-schema.ts";
import { pool } from "#/lib/db.ts";

/** A worker's sign of life; workers that gave none for an hour are forgotten. */
export async function upsertWorker(id: string, figures: WorkerMetricsRecord): Promise<void> {
  await pool().query(
    `WITH forgotten AS (DELETE FROM workers WHERE seen_at < now() - interval '1 hour')
     INSERT INTO workers (id, figures) VALUES ($1, $2)
     ON CONFLICT (id) DO UPDATE SET seen_at = now(), figures = excluded.figures`,
    [id, JSON.stringify(figures)],
  );
}
