import { representativeRuns } from "#/features/items/difficulty/representative-runs.ts";
import type { Difficulties, Difficulty } from "#/features/items/difficulty/solve-rate.ts";
import { pool } from "#/lib/db.ts";
import type { Task } from "#/prisma/generated/client.ts";

type Row = Difficulty & { number: number };

const mostDatasets = 16;

const statements: Record<Task, string> = {
  perception: `
WITH representative AS (${representativeRuns})
SELECT item AS number, models, "solveRate", "solveRate" * (1 - "solveRate") AS disagreement FROM (
  SELECT r.item, count(*)::int AS models, avg((r.outcome = 'correct')::int)::float8 AS "solveRate"
  FROM representative v JOIN item_results r ON r.run_id = v.run_id
  WHERE r.outcome NOT IN ('error', 'absent', 'answered') GROUP BY r.item) solved ORDER BY item`,
  description: `
WITH representative AS (${representativeRuns})
SELECT item AS number, count(*)::int AS models, avg(score)::float8 AS "solveRate",
  stddev_pop(score)::float8 AS disagreement
FROM (SELECT item, judgement_id, sum(score) AS score FROM (
    SELECT v.item, v.judgement_id, avg(coalesce(v.rating, 0)) AS score
    FROM representative JOIN judgements g ON g.run_id = representative.run_id AND g.judge_id = representative.judge_id
    JOIN judge_votes v ON v.judgement_id = g.id WHERE v.aspect <> 'correctness'
    GROUP BY v.item, v.judgement_id, v.aspect) dimension
  GROUP BY item, judgement_id HAVING count(*) = 3) rated
GROUP BY item ORDER BY item`,
  assessment: `
WITH representative AS (${representativeRuns})
SELECT item AS number, count(*)::int AS models, 1 - avg(abs(place - truth))::float8 AS "solveRate",
  stddev_pop(place)::float8 AS disagreement
FROM (
  SELECT r.item, percent_rank() OVER (PARTITION BY r.run_id ORDER BY coalesce(r.logprob_difference, r.score)) AS place,
    percent_rank() OVER (PARTITION BY r.run_id ORDER BY i.mos) AS truth
  FROM representative v JOIN item_results r ON r.run_id = v.run_id
  JOIN items i ON i.dataset_id = $1 AND i.number = r.item AND i.mos IS NOT NULL
  WHERE coalesce(r.logprob_difference, r.score) IS NOT NULL) placed
GROUP BY item ORDER BY item`,
};

const published = `
SELECT concat(count(*), ' ', sum(id), ' ', max(published_at)) AS state FROM entries
WHERE dataset_id = $1 AND published_at IS NOT NULL`;

const kept = new Map<number, { state: string; difficulties: Promise<Difficulties> }>();

/**
 * Resolves with how hard and how disputed each item is, from the runs that up to a hundred models published last: ask canSeeAnswerKeys
 * first. Computed again only when what is published on the dataset has changed.
 */
export async function difficultiesOf(dataset: { id: number; task: Task }): Promise<Difficulties> {
  const { rows } = await pool().query<{ state: string }>(published, [dataset.id]);
  const state = rows[0]?.state ?? "";
  const known = kept.get(dataset.id);
  if (known?.state === state) return known.difficulties;
  const difficulties = computeDifficulties(dataset);
  kept.delete(dataset.id);
  kept.set(dataset.id, { state, difficulties });
  for (const oldest of [...kept.keys()].slice(0, -mostDatasets)) kept.delete(oldest);
  difficulties.catch(() => kept.delete(dataset.id));
  return difficulties;
}

async function computeDifficulties({ id, task }: { id: number; task: Task }): Promise<Difficulties> {
  const { rows } = await pool().query<Row>(statements[task], [id]);
  return new Map(rows.map(({ number, ...difficulty }) => [number, difficulty]));
}
