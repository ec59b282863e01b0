import type { PublishedEntry } from "#/features/leaderboards/published-entry.ts";
import { publishedEntries } from "#/features/leaderboards/queries.ts";
import { db, pool } from "#/lib/db.ts";
import type { EntrySource, Model, Task } from "#/prisma/generated/client.ts";

export type ModelPage = Model & { entries: PublishedEntry[] };

/** A model with all it has published, scores of hidden sets coarsened as everywhere; null if there is none of this slug. */
export async function modelBySlug(slug: string): Promise<ModelPage | null> {
  const model = await db().model.findUnique({ where: { slug } });
  return model && { ...model, entries: await publishedEntries({ modelId: model.id }) };
}

export type RunFacts = {
  runId: number;
  dataset: string;
  task: Task;
  submissionId: string;
  /** What the endpoint calls the model; null for predictions files. */
  endpointModel: string | null;
  publishedAt: Date;
  source: EntrySource;
  versions: string | null;
  coverage: number;
  /** Share of the items asked with converted pictures; null where there are none. */
  converted: number | null;
  rung: string | null;
  answersHidden: boolean;
  /** How often each option was chosen, is the key, and both at once; only of items that were read as an option. */
  chosen: number[];
  keys: number[];
  hits: number[];
  medianLatencyMs: number | null;
  slowLatencyMs: number | null;
  promptTokens: number | null;
  completionTokens: number | null;
};

const factsOfRuns = `
SELECT e.run_id AS "runId", d.slug AS dataset, d.task::text AS task, s.id AS "submissionId",
  s.endpoint_model AS "endpointModel", greatest(e.published_at, e.created_at) AS "publishedAt", e.source::text AS source,
  concat_ws(' · ', e.prompt_version, e.parser_version) AS versions, e.coverage, c.value AS converted, e.rung,
  d.answers = 'hidden' AS "answersHidden", t.*, p.*
FROM entries e JOIN datasets d ON d.id = e.dataset_id
JOIN runs ON runs.id = e.run_id JOIN submissions s ON s.id = runs.submission_id
LEFT JOIN scores c ON c.entry_id = e.id AND c.metric = 'converted'
CROSS JOIN LATERAL (
  SELECT percentile_disc(0.5) WITHIN GROUP (ORDER BY latency_ms) AS "medianLatencyMs",
    percentile_disc(0.95) WITHIN GROUP (ORDER BY latency_ms) AS "slowLatencyMs",
    sum(prompt_tokens)::float8 AS "promptTokens", sum(completion_tokens)::float8 AS "completionTokens"
  FROM item_results r WHERE r.run_id = e.run_id) t
CROSS JOIN LATERAL (
  SELECT ARRAY(SELECT count(*) FILTER (WHERE r.parsed = place)::int FROM generate_series(0, 3) AS place
      LEFT JOIN item_results r ON r.run_id = e.run_id AND r.parsed = place GROUP BY place ORDER BY place) AS chosen,
    ARRAY(SELECT count(i.number)::int FROM generate_series(0, 3) AS place
      LEFT JOIN (items i JOIN item_results r ON r.run_id = e.run_id AND r.item = i.number AND r.parsed IS NOT NULL)
        ON i.dataset_id = e.dataset_id AND i.correct_option = place GROUP BY place ORDER BY place) AS keys,
    ARRAY(SELECT count(i.number)::int FROM generate_series(0, 3) AS place
      LEFT JOIN (items i JOIN item_results r ON r.run_id = e.run_id AND r.item = i.number AND r.parsed = i.correct_option)
        ON i.dataset_id = e.dataset_id AND i.correct_option = place GROUP BY place ORDER BY place) AS hits) p
WHERE e.model_id = $1 AND e.published_at IS NOT NULL AND e.run_id IS NOT NULL
  AND (e.pipeline = 'multiple-choice' OR e.task = 'description')
  AND NOT EXISTS (SELECT FROM entries later WHERE later.run_id = e.run_id AND later.id > e.id
    AND later.task = 'description' AND later.published_at IS NOT NULL) ORDER BY "publishedAt" DESC, e.id DESC LIMIT 50`;

/** What is known of each published run of a model, newest first; the keys of hidden sets are left out. */
export async function runFacts(modelId: number): Promise<RunFacts[]> {
  const { rows } = await pool().query<RunFacts>(factsOfRuns, [modelId]);
  return rows.map((run) => (run.answersHidden ? { ...run, keys: [], hits: [] } : run));
}
