import { to as copyTo } from "pg-copy-streams";
import type { ItemColumn } from "#/features/results/item-columns.ts";
import { pool } from "#/lib/db.ts";

/** Resolves with items of a run in dataset order, both ends inclusive, as the rows of COPY's CSV: every text in quotes, lines end with LF. */
export async function copyItems(
  runId: number,
  columns: readonly ItemColumn[],
  canSee: boolean,
  first: number,
  last: number,
): Promise<Buffer> {
  const chosen = columns.map(({ name, sql }) => `${typeof sql === "string" ? sql : sql(canSee)} AS ${name}`);
  const texts = columns.flatMap(({ name, text }) => (text ? name : []));
  const [run, from, to] = [runId, first, last].map(Math.trunc);
  return copy(`COPY (
    WITH run AS MATERIALIZED (
      SELECT r.id, r.dataset_id, r.rung, d.slug AS dataset, (
        SELECT g.id FROM judgements g WHERE g.run_id = r.id ORDER BY g.status = 'finished' DESC, g.id DESC LIMIT 1
      ) AS judgement_id FROM runs r JOIN datasets d ON d.id = r.dataset_id WHERE r.id = ${run})
    SELECT ${chosen.join(", ")} FROM run JOIN items i ON i.dataset_id = run.dataset_id
    LEFT JOIN item_results r ON r.run_id = run.id AND r.item = i.number
    WHERE i.number BETWEEN ${from} AND ${to} ORDER BY i.number
  ) TO STDOUT (FORMAT csv, FORCE_QUOTE (${texts.join(", ")}))`);
}

async function copy(command: string): Promise<Buffer> {
  const client = await pool().connect();
  let broken = true;
  try {
    const rows = Buffer.concat(await client.query(copyTo(command)).toArray());
    broken = false;
    return rows;
  } finally {
    client.release(broken);
  }
}
