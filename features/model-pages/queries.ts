import { z } from "zod";
import { taskTraits } from "#/evaluation/tasks/task-traits.ts";
import type { PublishedEntry } from "#/features/leaderboards/entries/published-entry.ts";
import { publishedEntries } from "#/features/leaderboards/queries.ts";
import { type LetterCounts, letterCounts, type ReadAnswer } from "#/features/model-pages/letter-counts.ts";
import { db, pool } from "#/lib/db.ts";
import type { EntrySource, Model, Task } from "#/prisma/generated/client.ts";

export type ModelPage = Model & { entries: PublishedEntry[] };

/**
 * Resolves with a model with all it has published, scores of hidden sets coarsened as everywhere; null if there never was one
 * of this slug. One that was renamed has another slug now.
 */
export async function modelBySlug(slug: string): Promise<ModelPage | null> {
  const model =
    (await db().model.findUnique({ where: { slug } })) ??
    (await db().modelSlug.findUnique({ where: { slug }, select: { model: true } }))?.model;
  return model ? { ...model, entries: await publishedEntries({ modelId: model.id }) } : null;
}

/** Resolves with the slug of the model that a public submission is of; null where there is none such. */
export async function slugOfSubmission(id: string): Promise<string | null> {
  if (!z.uuid().safeParse(id).success) return null;
  const found = await db().submission.findUnique({
    where: { id, publishedAt: { not: null } },
    select: { model: { select: { slug: true } } },
  });
  return found?.model.slug ?? null;
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
  /** How many answers were read as an option. */
  readAnswers: number;
  medianLatencyMs: number | null;
  slowLatencyMs: number | null;
  promptTokens: number | null;
  completionTokens: number | null;
};

const factsOfRuns = `
SELECT e.run_id AS "runId", d.slug AS dataset, d.task::text AS task, s.id AS "submissionId",
  s.endpoint_model AS "endpointModel", greatest(e.published_at, e.created_at) AS "publishedAt", e.source::text AS source,
  concat_ws(' · ', e.prompt_version, e.parser_version) AS versions, e.coverage, c.value AS converted, e.rung,
  d.answers = 'hidden' AS "answersHidden", t.*
FROM entries e JOIN datasets d ON d.id = e.dataset_id
JOIN runs ON runs.id = e.run_id JOIN submissions s ON s.id = runs.submission_id
LEFT JOIN scores c ON c.entry_id = e.id AND c.metric = 'converted'
CROSS JOIN LATERAL (
  SELECT percentile_disc(0.5) WITHIN GROUP (ORDER BY latency_ms) AS "medianLatencyMs",
    percentile_disc(0.95) WITHIN GROUP (ORDER BY latency_ms) AS "slowLatencyMs",
    sum(prompt_tokens)::float8 AS "promptTokens", sum(completion_tokens)::float8 AS "completionTokens",
    count(parsed)::int AS "readAnswers"
  FROM item_results r WHERE r.run_id = e.run_id) t
WHERE e.model_id = $1 AND e.published_at IS NOT NULL AND e.run_id IS NOT NULL
  AND (e.pipeline = 'multiple-choice' OR e.task = 'description')
  AND NOT EXISTS (SELECT FROM entries later WHERE later.run_id = e.run_id AND later.id > e.id
    AND later.task = 'description' AND later.published_at IS NOT NULL) ORDER BY "publishedAt" DESC, e.id DESC LIMIT 50`;

/** Resolves with what is known of each published run of a model, newest first. */
export async function runFacts(modelId: number): Promise<RunFacts[]> {
  return (await pool().query<RunFacts>(factsOfRuns, [modelId])).rows;
}

export type RunLetters = LetterCounts & { runId: number; dataset: string };

const readAnswers = `
SELECT r.item, r.parsed, CASE WHEN d.answers = 'public' THEN i.correct_option END AS key,
  cardinality(i.options) AS options, runs.settings->>'optionSeed' AS "optionSeed"
FROM runs JOIN datasets d ON d.id = runs.dataset_id
JOIN item_results r ON r.run_id = runs.id AND r.parsed IS NOT NULL
JOIN items i ON i.dataset_id = d.id AND i.number = r.item WHERE runs.id = $1`;

/** Resolves with the letters of the newest run on each dataset, of `runs` newest first; the keys of hidden sets are left out. */
export function runLetters(runs: readonly RunFacts[]): Promise<RunLetters[]> {
  const read = runs.filter((run) => taskTraits[run.task].isGraded && run.readAnswers > 0);
  const newest = read.filter(
    ({ dataset }, index) => read.findIndex((run) => run.dataset === dataset) === index,
  );
  return Promise.all(
    newest.map(async ({ runId, dataset }) => {
      const { rows } = await pool().query<ReadAnswer>(readAnswers, [runId]);
      return { runId, dataset, ...letterCounts(rows) };
    }),
  );
}
