import { wilsonInterval } from "#/evaluation/statistics/wilson-interval.ts";
import { quadrants, questionTypes } from "#/evaluation/tasks/perception/slices.ts";
import { pool } from "#/lib/db.ts";
import published from "#/prisma/seed/reported-scores.json" with { type: "json" };

const sizes = published.sliceSizes["llvisionqa-dev"];
const items = sizes.overall;
/** Those of the cells as if types were equally frequent in all quadrants. */
const perceptionSizes = Object.entries(sizes).concat(
  questionTypes.flatMap((type) =>
    quadrants.map((quadrant): [string, number] => [
      `${type}.${quadrant}`,
      Math.round((sizes[type] * sizes[quadrant]) / items),
    ]),
  ),
);

/** `count` made-up models with a published score in every slice of perception; returns the dataset's slug. */
export async function seedPerceptionModels(count: number): Promise<string> {
  const slug = "bench-perception";
  await addModels(count);
  await addDataset(slug, "perception");
  await addEntries(slug, "perception", count);
  await addAccuracies(slug);
  return slug;
}

/** `count` made-up models with SRCC and PLCC on each of the datasets. */
export async function seedAssessmentModels(count: number, slugs: readonly string[]): Promise<void> {
  await addModels(count);
  for (const slug of slugs) {
    await addDataset(slug, "assessment");
    await addEntries(slug, "assessment", count);
    for (const metric of ["srcc", "plcc"]) await addCorrelations(slug, metric);
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

/** Whole numbers of right answers, as of runs. Models differ by a thousandth, and each slice by its own small deviation. */
async function addAccuracies(slug: string): Promise<void> {
  const { rows } = await pool().query<{ id: number }>(
    "SELECT id FROM entries WHERE dataset_slug = $1 ORDER BY id",
    [slug],
  );
  const scores = rows.flatMap(({ id }, index) =>
    perceptionSizes.map(([slice, n], column) => {
      const share = 0.3 + (0.5 * (index + 1)) / rows.length + 0.05 * Math.sin(index * 31 + column * 7);
      const successes = Math.round(share * n);
      return { id, slice, value: successes / n, n, ...wilsonInterval(successes, n) };
    }),
  );
  await pool().query(
    `INSERT INTO scores (entry_id, metric, slice, value, n, low, high)
     SELECT id, 'accuracy', slice, value, n, low, high
     FROM json_to_recordset($1) AS s(id int, slice text, value float8, n int, low float8, high float8)`,
    [JSON.stringify(scores)],
  );
}

/** Models differ by a thousandth from the next, and each by its own small deviation. */
async function addCorrelations(slug: string, metric: string): Promise<void> {
  await pool().query(
    `INSERT INTO scores (entry_id, metric, slice, value, n, low, high)
     SELECT id, $2, 'overall', value, $3::int, value - 0.02, value + 0.02 FROM (
       SELECT e.id, 0.3 + 0.5 * row_number() OVER (ORDER BY e.id) / count(*) OVER ()
         + hashtext('overall' || e.id)::float8 / 2147483647 * 0.05 AS value
       FROM entries e WHERE e.dataset_slug = $1) AS drawn`,
    [slug, metric, items],
  );
}
