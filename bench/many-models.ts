import { cells, quadrants, questionTypes } from "#/evaluation/tasks/perception/slices.ts";
import { pool } from "#/lib/db.ts";

const items = 1495;
const perceptionSlices = ["overall", ...questionTypes, ...quadrants, ...cells];

/** `count` made-up models with a published score in every slice of perception; returns the dataset's slug. */
export async function seedPerceptionModels(count: number): Promise<string> {
  const slug = "bench-perception";
  await addModels(count);
  await addDataset(slug, "perception");
  await addEntries(slug, "perception", count);
  await addScores(slug, "accuracy", perceptionSlices);
  return slug;
}

/** `count` made-up models with SRCC and PLCC on each of the datasets. */
export async function seedAssessmentModels(count: number, slugs: readonly string[]): Promise<void> {
  await addModels(count);
  for (const slug of slugs) {
    await addDataset(slug, "assessment");
    await addEntries(slug, "assessment", count);
    for (const metric of ["srcc", "plcc"]) await addScores(slug, metric, ["overall"]);
  }
}

async function addModels(count: number): Promise<void> {
  await pool().query(
    `INSERT INTO models (slug, name, organization)
     SELECT 'bench-model-' || n, 'Bench Vision Model ' || n || '-chat-7B', 'Laboratory ' || n % 40
     FROM generate_series(1, $1::int) AS n ON CONFLICT DO NOTHING`,
    [count],
  );
}

async function addDataset(slug: string, task: "perception" | "assessment"): Promise<void> {
  await pool().query(
    `INSERT INTO datasets (slug, version, task, answers, has_answers, content_hash, item_count, image_count, source_file)
     VALUES ($1, 1, $2::task, 'public', true, $1, $3, 0, 'bench') ON CONFLICT DO NOTHING`,
    [slug, task, items],
  );
}

async function addEntries(slug: string, task: "perception" | "assessment", count: number): Promise<void> {
  await pool().query(
    `INSERT INTO entries (model_id, task, dataset_slug, dataset_id, source, protocol_version, prompt_version,
       parser_version, coverage, published_at)
     SELECT m.id, $2::task, $1, d.id, 'measured', 'q-bench-1.0', 'prompt-1', 'parser-1', 1, now()
     FROM datasets d JOIN models m ON m.slug LIKE 'bench-model-%' WHERE d.slug = $1 ORDER BY m.id LIMIT $3`,
    [slug, task, count],
  );
}

/** Models differ by a thousandth from the next; a slice adds its own small deviation. */
async function addScores(slug: string, metric: string, slices: readonly string[]): Promise<void> {
  await pool().query(
    `INSERT INTO scores (entry_id, metric, slice, value, n, low, high)
     SELECT id, $2, slice, value, $4::int, value - 0.02, value + 0.02 FROM (
       SELECT e.id, s.slice, 0.3 + 0.5 * row_number() OVER (PARTITION BY s.slice ORDER BY e.id) / count(*) OVER (PARTITION BY s.slice)
         + hashtext(s.slice || e.id)::float8 / 2147483647 * 0.05 AS value
       FROM entries e CROSS JOIN unnest($3::text[]) AS s(slice) WHERE e.dataset_slug = $1) AS drawn`,
    [slug, metric, slices, items],
  );
}
