import { pool } from "#/lib/db.ts";

/** What a run has come to, without what differs between two honest runs: times, attempts, ids. */
export type RunRecord = {
  /** By item: outcome, what was read, what was answered. */
  items: Map<number, string>;
  /** Rows of results, and items as the batches count them. */
  rows: number;
  counted: number;
  scores: string;
};

type Row = { item: number; said: string };

const itemsSql = `
SELECT item, concat_ws(' ', outcome, parsed, parsed_by, score, logprob_difference, censored, error, response) AS said
FROM item_results WHERE run_id = $1 ORDER BY item`;

const scoresSql = `
SELECT coalesce(string_agg(concat_ws(' ', metric, slice, value, n, low, high), E'\\n' ORDER BY metric, slice), '') AS said
FROM scores s JOIN entries e ON e.id = s.entry_id WHERE e.run_id = $1`;

export async function readRun(runId: number): Promise<RunRecord> {
  const { rows } = await pool().query<Row>(itemsSql, [runId]);
  const batches = await pool().query<{ counted: number }>(
    "SELECT sum(done + missing)::int AS counted FROM run_batches WHERE run_id = $1",
    [runId],
  );
  const scores = await pool().query<{ said: string }>(scoresSql, [runId]);
  return {
    items: new Map(rows.map(({ item, said }) => [item, said])),
    rows: rows.length,
    counted: batches.rows[0]?.counted ?? 0,
    scores: scores.rows[0]?.said ?? "",
  };
}

export type Difference = { lost: number; doubled: number; differing: number; problems: string[] };

/** `spoilt`: what an item's record must look like instead of the undisturbed one's. */
export function compareRuns(
  found: RunRecord,
  wanted: RunRecord,
  spoilt: (item: number) => RegExp | null,
  isWhole: boolean,
): Difference {
  const items = [...wanted.items.keys()];
  const isAsWanted = (item: number) => {
    const said = found.items.get(item) ?? "";
    return spoilt(item)?.test(said) ?? said === wanted.items.get(item);
  };
  const present = items.filter((item) => found.items.has(item));
  const differing = present.filter((item) => !isAsWanted(item));
  const isSpoilt = items.some((item) => spoilt(item) !== null);
  const hasOtherScores = isSpoilt
    ? /NaN|Infinity/.test(found.scores)
    : isWhole && found.scores !== wanted.scores;
  return {
    lost: isWhole ? items.length - present.length : 0,
    doubled: found.rows - found.items.size + Math.abs(found.counted - found.rows),
    differing: differing.length,
    problems: [
      ...differing
        .slice(0, 3)
        .map((item) => `item ${item}: ${found.items.get(item)}, not ${wanted.items.get(item)}`),
      ...(hasOtherScores ? ["other scores"] : []),
    ],
  };
}
