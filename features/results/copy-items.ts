import { to as copyTo } from "pg-copy-streams";
import type { ItemColumn } from "#/features/results/item-columns.ts";
import { pool } from "#/lib/db.ts";

/** Which items of a run, both ends inclusive, and what of them the reader may have. */
type AskedItems = {
  runId: number;
  columns: readonly ItemColumn[];
  canSee: boolean;
  first: number;
  last: number;
};

/** Resolves with items of a run in dataset order as the rows of COPY's CSV: every text in quotes, lines end with LF. */
export async function copyItems(asked: AskedItems): Promise<Buffer> {
  const texts = asked.columns.flatMap(({ name, text }) => (text ? name : []));
  const chosen = asked.columns.map((column) => `${sqlOf(column, asked)}${column.truth ? "::text" : ""}`);
  const select = selectItems(asked, chosen);
  return copy(`COPY (${select}) TO STDOUT (FORMAT csv, FORCE_QUOTE (${texts.join(", ")}))`);
}

/** Resolves with the same as objects, beside what was sent of pictures. */
export async function readItems(asked: AskedItems): Promise<Record<string, unknown>[]> {
  const chosen = asked.columns.map((column) => sqlOf(column, asked));
  const { rows } = await pool().query<Record<string, unknown>>(selectItems(asked, chosen, ["r.sent"]));
  return rows;
}

function sqlOf({ sql }: ItemColumn, { canSee }: AskedItems): string {
  return typeof sql === "string" ? sql : sql(canSee);
}

function selectItems(
  { runId, columns, first, last }: AskedItems,
  chosen: readonly string[],
  more: readonly string[] = [],
): string {
  const [run, from, to] = [runId, first, last].map(Math.trunc);
  const named = columns.map(({ name }, index) => `${chosen[index]} AS ${name}`);
  return `
    WITH run AS MATERIALIZED (
      SELECT r.id, r.dataset_id, r.rung, d.slug AS dataset, (
        SELECT g.id FROM judgements g WHERE g.run_id = r.id ORDER BY g.status = 'finished' DESC, g.id DESC LIMIT 1
      ) AS judgement_id FROM runs r JOIN datasets d ON d.id = r.dataset_id WHERE r.id = ${run})
    SELECT ${[...named, ...more].join(", ")} FROM run JOIN items i ON i.dataset_id = run.dataset_id
    LEFT JOIN item_results r ON r.run_id = run.id AND r.item = i.number
    WHERE i.number BETWEEN ${from} AND ${to} ORDER BY i.number`;
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
