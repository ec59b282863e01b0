import { pool } from "#/lib/db.ts";

export type RunSums = {
  prompt: number | null;
  completion: number | null;
  retries: number;
  median: number | null;
  p95: number | null;
  outcomes: Record<string, number>;
  imagesSha256: string;
};

const sums = `
SELECT sum(prompt_tokens)::float AS prompt, sum(completion_tokens)::float AS completion,
  coalesce(sum(greatest(attempts - 1, 0)), 0)::float AS retries,
  percentile_cont(0.5) WITHIN GROUP (ORDER BY latency_ms) AS median,
  percentile_cont(0.95) WITHIN GROUP (ORDER BY latency_ms) AS p95,
  (SELECT coalesce(json_object_agg(outcome, n), '{}') FROM (
     SELECT outcome, count(*) AS n FROM item_results WHERE run_id = $1 GROUP BY outcome ORDER BY outcome) o) AS outcomes,
  (SELECT encode(sha256(convert_to(string_agg(
     concat_ws(' ', image_hash, second_hash), E'\\n' ORDER BY number), 'UTF8')), 'hex')
   FROM items WHERE dataset_id = $2) AS "imagesSha256"
FROM item_results WHERE run_id = $1`;

/** Sums over the results of a run; tokens and latencies null where no item has any. */
export async function runSums(run: { id: number; datasetId: number }): Promise<RunSums> {
  const { rows } = await pool().query<RunSums>(sums, [run.id, run.datasetId]);
  const [row] = rows;
  if (!row) throw new Error(`Run ${run.id} has no sums.`);
  return row;
}
