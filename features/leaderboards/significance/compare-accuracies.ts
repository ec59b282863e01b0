import { z95 } from "#/evaluation/statistics/interval.ts";
import { mcnemar } from "#/evaluation/statistics/mcnemar.ts";
import { signFlip } from "#/evaluation/statistics/sign-flip.ts";
import { studentPoint } from "#/evaluation/statistics/student.ts";
import {
  type ComparedEntry,
  comparedEntries,
  type FoundComparisons,
  type PairResult,
} from "#/features/leaderboards/significance/compared-entry.ts";
import { testedTogether } from "#/features/leaderboards/significance/tested-together.ts";
import { db, pool } from "#/lib/db.ts";

const counts = `
SELECT e.id, count(*)::int AS n,
  count(*) FILTER (WHERE a.outcome = 'correct' AND b.outcome <> 'correct')::int AS mine,
  count(*) FILTER (WHERE a.outcome <> 'correct' AND b.outcome = 'correct')::int AS theirs
FROM entries e
JOIN item_results b ON b.run_id = e.run_id AND b.outcome NOT IN ('error', 'absent', 'answered')
JOIN item_results a ON a.run_id = $1 AND a.item = b.item AND a.outcome NOT IN ('error', 'absent', 'answered')
WHERE e.id = ANY($2::int[])
GROUP BY e.id`;

// How many groups have which sum of differences, mine less theirs; an item without a group is one of its own.
const sumsOfGroups = `
SELECT id, sum::int, count(*)::int AS groups FROM (
  SELECT e.id, sum((a.outcome = 'correct')::int - (b.outcome = 'correct')::int) AS sum
  FROM entries e
  JOIN item_results b ON b.run_id = e.run_id AND b.outcome NOT IN ('error', 'absent', 'answered')
  JOIN item_results a ON a.run_id = $1 AND a.item = b.item AND a.outcome NOT IN ('error', 'absent', 'answered')
  JOIN items i ON i.dataset_id = e.dataset_id AND i.number = a.item
  WHERE e.id = ANY($2::int[])
  GROUP BY e.id, i.group_name, CASE WHEN i.group_name IS NULL THEN i.number END
) AS of_group GROUP BY id, sum`;

const metric = "accuracy";

type Discordance = { id: number; n: number; mine: number; theirs: number };
type GroupSum = { id: number; sum: number; groups: number };

/** Yields a perception run against all others of its table, counted in one statement; where items are in groups, in two. */
export async function* compareAccuracies(entry: ComparedEntry): AsyncGenerator<FoundComparisons> {
  const { id, runId, datasetId, pipeline } = entry;
  const known = await comparedEntries({ datasetId, pipeline, id: { not: id } });
  const others = known.filter((other) => testedTogether(entry, other));
  const asked = [runId, others.map((other) => other.id)];
  const { rows } = await pool().query<Discordance>(counts, asked);
  const dataset = await db().dataset.findUnique({ where: { id: datasetId }, select: { groupCount: true } });
  const sums = dataset?.groupCount == null ? [] : (await pool().query<GroupSum>(sumsOfGroups, asked)).rows;
  const byOther = Map.groupBy(sums, (sum) => sum.id);
  yield { metric, others, results: rows.map((row) => resultOf(id, row, byOther.get(row.id) ?? null)) };
}

function resultOf(id: number, row: Discordance, sums: readonly GroupSum[] | null): PairResult {
  const { id: other, n, mine, theirs } = row;
  const isFirst = id < other;
  const [firstId, secondId] = isFirst ? [id, other] : [other, id];
  const [onlyFirst, onlySecond] = isFirst ? [mine, theirs] : [theirs, mine];
  const difference = (onlyFirst - onlySecond) / n;
  const pair = { firstId, secondId, metric, n, onlyFirst, onlySecond, difference };
  if (sums) return { ...pair, ...groupedTest(sums, n) };
  const error = Math.sqrt(Math.max(0, (onlyFirst + onlySecond) / n - difference ** 2) / n);
  return { ...pair, error, p: mcnemar(onlyFirst, onlySecond) };
}

/** The exact test of the sums of groups, and the error that the spread between groups tells, widened as of few groups. */
function groupedTest(sums: readonly GroupSum[], n: number): { error: number; p: number } {
  const all = sums.flatMap(({ sum, groups }) => Array<number>(groups).fill(sum));
  const mean = all.reduce((total, sum) => total + sum, 0) / all.length;
  const squares = all.reduce((total, sum) => total + (sum - mean) ** 2, 0);
  const free = all.length - 1;
  if (free < 1) return { error: 0, p: 1 };
  const error = (Math.sqrt((squares * all.length) / free) / n) * (studentPoint(free) / z95);
  return { error, p: signFlip(all) };
}
