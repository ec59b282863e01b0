import { pool } from "#/lib/db.ts";

export type RequestSettings = { words: [string, string] | null; topK: number | null };

const sql = `
SELECT id, coalesce(settings->'words', settings->'probe'->'dialect'->'words') AS words,
  (settings->'probe'->>'topK')::int AS "topK"
FROM runs WHERE id = ANY($1::int[])`;

/** By run: the word pair and the number of alternatives; only these, since what a probe notes down is long. */
export async function readRequestSettings(runIds: readonly number[]): Promise<Map<number, RequestSettings>> {
  if (runIds.length === 0) return new Map();
  const { rows } = await pool().query<RequestSettings & { id: number }>(sql, [runIds]);
  return new Map(rows.map(({ id, words, topK }) => [id, { words, topK }]));
}
