import { pool } from "#/lib/db.ts";

const events = `
SELECT concat_ws(' ',
  (SELECT max(id) FROM ledger WHERE at <= $1), (SELECT max(id) FROM datasets WHERE created_at <= $1),
  (SELECT count(*) FROM entries WHERE created_at <= $1),
  (SELECT count(*) FROM entries WHERE published_at <= $1),
  (SELECT count(*) FROM entry_pasts WHERE replaced_at <= $1)) AS key`;

/** Resolves with the same for two moments between which nothing happened that a board tells of. */
export async function momentKey(moment: Date): Promise<string> {
  const { rows } = await pool().query<{ key: string }>(events, [moment]);
  return rows[0]?.key ?? "";
}
