import { pool } from "#/lib/db.ts";

export const itemsOfRun = 10_000;
export const itemsOfLongRun = 100_000;
export const runs = 990;
const publishedRuns = 100;

export type SeededRuns = { dataset: string; submission: string; longDataset: string; longSubmission: string };

/** `runs` published submissions on one dataset and one on a long one, with scores; of item results only the first run's. */
export async function seedRuns(ownerId: string): Promise<SeededRuns> {
  const [dataset, longDataset] = ["bench-items", "bench-items-long"];
  await addDataset(dataset, itemsOfRun);
  await addDataset(longDataset, itemsOfLongRun);
  await addSubmissions(ownerId, dataset, runs);
  await addSubmissions(ownerId, longDataset, 1);
  await addEntries();
  await addResults(dataset, 1);
  // As autovacuum does on a board that has grown to this; the copy of ten thousand is made of it.
  await pool().query("VACUUM ANALYZE");
  const submissionOn = async (slug: string) => {
    const { rows } = await pool().query<{ id: string }>(
      `SELECT submission_id AS id FROM runs r JOIN datasets d ON d.id = r.dataset_id WHERE d.slug = $1 ORDER BY r.id LIMIT 1`,
      [slug],
    );
    return rows[0]?.id ?? "";
  };
  return {
    dataset,
    longDataset,
    submission: await submissionOn(dataset),
    longSubmission: await submissionOn(longDataset),
  };
}

/** The item results of the runs that have none yet: with those that are there, ten million in all. */
export async function addAllResults({ dataset, longDataset }: SeededRuns): Promise<number> {
  await addResults(dataset, runs);
  await addResults(longDataset, 1);
  await pool().query("VACUUM ANALYZE item_results");
  const { rows } = await pool().query<{ n: string }>("SELECT count(*) AS n FROM item_results");
  return Number(rows[0]?.n);
}

async function addDataset(slug: string, items: number): Promise<void> {
  const { rows } = await pool().query<{ id: number }>(
    `INSERT INTO datasets (slug, version, task, answers, has_answers, content_hash, item_count, image_count, source_file)
     VALUES ($1, 1, 'perception', 'public', true, $1, $2, 0, 'bench') RETURNING id`,
    [slug, items],
  );
  await pool().query(
    `INSERT INTO items (dataset_id, number, image_path, question_type, concern, question, options, correct_option)
     SELECT $1, n, lpad(n::text, 8, '0') || '.jpg', n % 3, n % 4,
       'Which of these is the most obvious distortion in this picture, if any?',
       ARRAY['Motion blur', 'Noise', 'Overexposure', 'Compression artefacts'], n % 4
     FROM generate_series(0, $2::int - 1) AS n`,
    [rows[0]?.id, items],
  );
}

async function addSubmissions(ownerId: string, dataset: string, count: number): Promise<void> {
  await pool().query(
    `WITH m AS (
       INSERT INTO models (slug, name) SELECT $2 || '-model-' || n, $2 || ' ' || n FROM generate_series(1, $3::int) n
       RETURNING id),
     s AS (
       INSERT INTO submissions (id, owner_id, model_id, kind, base_url, endpoint_model, published_at)
       SELECT gen_random_uuid(), $1::uuid, id, 'endpoint', 'https://models.example/v1', 'bench', now() FROM m
       RETURNING id)
     INSERT INTO runs (submission_id, dataset_id, status, protocol_version, prompt_version, parser_version, total,
       started_at, finished_at)
     SELECT s.id, d.id, 'finished', 'q-bench-1.0', 'prompt-1', 'parser-1', d.item_count, now(), now()
     FROM s, datasets d WHERE d.slug = $2`,
    [ownerId, dataset, count],
  );
  await pool().query(
    `INSERT INTO run_batches (run_id, number, first_item, last_item, state, done)
     SELECT r.id, b, b * 50, b * 50 + 49, 'done', 50 FROM runs r JOIN datasets d ON d.id = r.dataset_id,
       generate_series(0, r.total / 50 - 1) AS b WHERE d.slug = $1`,
    [dataset],
  );
}

async function addEntries(): Promise<void> {
  await pool().query(
    `INSERT INTO entries (model_id, task, dataset_slug, dataset_id, source, run_id, protocol_version, published_at, compared_at)
     SELECT s.model_id, 'perception', d.slug, d.id, 'measured', r.id, 'q-bench-1.0', now(), now()
     FROM runs r JOIN submissions s ON s.id = r.submission_id JOIN datasets d ON d.id = r.dataset_id
     WHERE d.slug = 'bench-items' ORDER BY r.id LIMIT $1`,
    [publishedRuns],
  );
  await pool().query(
    `INSERT INTO scores (entry_id, metric, slice, value, n, low, high)
     SELECT e.id, 'accuracy', s, 0.4 + (e.id % 40) / 100.0, 2500, 0.38 + (e.id % 40) / 100.0, 0.42 + (e.id % 40) / 100.0
     FROM entries e, unnest(ARRAY['overall', 'yes-or-no', 'what', 'how', 'distortion', 'other']) AS s`,
  );
}

/** Replies as models give them: some a letter, some a sentence, some a paragraph. */
async function addResults(dataset: string, count: number): Promise<void> {
  const client = await pool().connect();
  try {
    // Keys are known to be right; asking for each row would take most of the time.
    await client.query("SET session_replication_role = replica; SET synchronous_commit = off");
    const { rows } = await client.query<{ id: number; total: number }>(
      `SELECT r.id, r.total FROM runs r JOIN datasets d ON d.id = r.dataset_id WHERE d.slug = $1
         AND NOT EXISTS (SELECT FROM item_results i WHERE i.run_id = r.id) ORDER BY r.id LIMIT $2`,
      [dataset, count],
    );
    for (const { id, total } of rows) await client.query(results, [id, total]);
  } finally {
    await client.query("RESET ALL");
    client.release();
  }
}

const results = `
INSERT INTO item_results (run_id, item, outcome, parsed, parsed_by, latency_ms, prompt_tokens, completion_tokens, response)
SELECT $1, n, (CASE WHEN (n * 7 + $1) % 10 < 6 THEN 'correct' WHEN (n * 7 + $1) % 100 = 99 THEN 'unparsed' ELSE 'wrong' END)::item_outcome,
  (n + $1) % 4, 'letter', 300 + (n * 31 + $1) % 2000, 640, 2 + n % 40,
  CASE (n + $1) % 5 WHEN 0 THEN 'B' WHEN 1 THEN '(C) Overexposure' WHEN 2 THEN 'The most obvious distortion is (B) noise.'
    WHEN 3 THEN 'B. Noise' || chr(10) || 'The picture shows "grain" in its darker parts, which is typical of photographs taken at a high sensitivity; its edges are sharp and its colours natural.'
    ELSE 'In this picture the most obvious distortion is motion blur, since item ' || n || ' was moving.' END
FROM generate_series(0, $2::int - 1) AS n`;
