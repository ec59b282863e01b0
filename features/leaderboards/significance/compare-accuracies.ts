import { mcnemar } from "#/evaluation/statistics/mcnemar.ts";
import {
  type ComparedEntry,
  comparedEntries,
  type FoundComparisons,
  type PairResult,
} from "#/features/leaderboards/significance/compared-entry.ts";
import { testedTogether } from "#/features/leaderboards/significance/tested-together.ts";
import { pool } from "#/lib/db.ts";

const againstOthers = `
SELECT least(e.id, $1) AS "firstId", greatest(e.id, $1) AS "secondId", count(*)::int AS n,
  count(*) FILTER (WHERE a.outcome = 'correct' AND b.outcome <> 'correct')::int AS mine,
  count(*) FILTER (WHERE a.outcome <> 'correct' AND b.outcome = 'correct')::int AS theirs
FROM entries e
JOIN item_results b ON b.run_id = e.run_id AND b.outcome NOT IN ('error', 'absent', 'answered')
JOIN item_results a ON a.run_id = $2 AND a.item = b.item AND a.outcome NOT IN ('error', 'absent', 'answered')
WHERE e.id = ANY($3::int[])
GROUP BY e.id`;

const metric = "accuracy";

type Discordance = { firstId: number; secondId: number; n: number; mine: number; theirs: number };

/** Yields a perception run against all others of its table, counted in one statement. */
export async function* compareAccuracies(entry: ComparedEntry): AsyncGenerator<FoundComparisons> {
  const { id, runId, datasetId, pipeline } = entry;
  const known = await comparedEntries({ datasetId, pipeline, id: { not: id } });
  const others = known.filter((other) => testedTogether(entry, other));
  const ids = others.map((other) => other.id);
  const { rows } = await pool().query<Discordance>(againstOthers, [id, runId, ids]);
  yield { metric, others, results: rows.map((row) => resultOf(id, row)) };
}

function resultOf(id: number, { firstId, secondId, n, mine, theirs }: Discordance): PairResult {
  const [onlyFirst, onlySecond] = firstId === id ? [mine, theirs] : [theirs, mine];
  const difference = (onlyFirst - onlySecond) / n;
  const error = Math.sqrt(Math.max(0, (onlyFirst + onlySecond) / n - difference ** 2) / n);
  const p = mcnemar(onlyFirst, onlySecond);
  return { firstId, secondId, metric, n, onlyFirst, onlySecond, difference, error, p };
}
