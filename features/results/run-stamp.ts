import { createHash } from "node:crypto";
import { pool } from "#/lib/db.ts";

// The transaction that last wrote a row is in every row; results change only together with the row of their run.
const stamp = `
SELECT concat_ws(' ', r.id, r.status, r.xmin, s.xmin, m.xmin, d.id, d.xmin,
  (SELECT string_agg(concat(e.id, ':', e.xmin), ',' ORDER BY e.id) FROM entries e WHERE e.run_id = r.id),
  (SELECT max(k.id) FROM key_releases k WHERE k.run_id = r.id),
  (SELECT string_agg(concat(g.id, ':', g.xmin), ',' ORDER BY g.id) FROM judgements g WHERE g.run_id = r.id)) AS stamp
FROM runs r JOIN submissions s ON s.id = r.submission_id JOIN models m ON m.id = s.model_id
JOIN datasets d ON d.id = r.dataset_id WHERE r.id = $1`;

/** Another one after every change of what is told of a finished run: its results, scores, judges, names and answers. */
export async function runStamp(runId: number): Promise<string> {
  const { rows } = await pool().query<{ stamp: string }>(stamp, [runId]);
  return createHash("sha256")
    .update(rows[0]?.stamp ?? "")
    .digest("base64url");
}
