import { readFile } from "node:fs/promises";
import type { Figure } from "#/bench/figure.ts";
import type { BenchBoard } from "#/bench/with-bench-board.ts";
import { withWeb } from "#/bench/with-web.ts";
import { createToken } from "#/features/tokens/create-token.ts";
import { createUser } from "#/features/users/create-user.ts";
import { db, pool } from "#/lib/db.ts";

const items = 100_000;
const slug = "bench-csv";

/** Resident memory of the web process while it streams a CSV of 100,000 items, against before. */
export async function csvStream(board: BenchBoard): Promise<Figure> {
  const owner = await createUser({ email: "csv@example.org" });
  const submissionId = await storeResults(owner.id);
  const { secret } = await createToken(owner, { name: "bench" });
  return withWeb(board, async (address, pid) => {
    const csv = (dataset: string) =>
      fetch(`${address}/api/v1/submissions/${submissionId}/runs/${dataset}/items.csv`, {
        headers: { authorization: `Bearer ${secret}` },
      });
    for (let round = 0; round < 5; round++) await (await csv(`${slug}-warm`)).text();
    const before = await residentBytes(pid());
    const { rows, most, seconds } = await stream(await csv(slug), () => residentBytes(pid()));
    if (rows !== items + 1) throw new Error(`The CSV has ${rows} lines instead of ${items + 1}.`);
    return {
      name: "CSV of 100,000 items, growth of memory",
      measured: `${(most / 1e6).toFixed(0)} MB at most, ${Math.round(items / seconds)} rows/s`,
      against: `${(before / 1e6).toFixed(0)} MB before`,
      value: (most - before) / 1e6,
      unit: "MB",
      bound: { most: 50 },
    };
  });
}

async function stream(answer: Response, memory: () => Promise<number>) {
  if (!answer.ok || !answer.body) throw new Error(`The CSV answered ${answer.status}.`);
  const startedAt = performance.now();
  let [rows, most, chunks] = [0, 0, 0];
  for await (const chunk of answer.body) {
    for (const byte of chunk) if (byte === 10) rows++;
    if (chunks++ % 8 === 0) most = Math.max(most, await memory());
  }
  return { rows, most, seconds: (performance.now() - startedAt) / 1000 };
}

async function residentBytes(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, "utf8");
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1]) * 1024;
}

async function storeResults(ownerId: string): Promise<string> {
  const model = await db().model.create({ data: { slug, name: "Bench" } });
  const submission = await db().submission.create({
    data: {
      ownerId,
      modelId: model.id,
      kind: "endpoint",
      baseUrl: "http://127.0.0.1/",
      endpointModel: "bench",
    },
  });
  await storeRun(submission.id, `${slug}-warm`, 20_000);
  await storeRun(submission.id, slug, items);
  return submission.id;
}

async function storeRun(submissionId: string, datasetSlug: string, count: number): Promise<void> {
  const dataset = await db().dataset.create({
    data: {
      slug: datasetSlug,
      version: 1,
      task: "perception",
      answers: "public",
      hasAnswers: true,
      contentHash: datasetSlug,
      itemCount: count,
      imageCount: 0,
      sourceFile: "bench",
    },
  });
  const versions = { protocolVersion: "bench", promptVersion: "bench", parserVersion: "bench" };
  const run = await db().run.create({
    data: { submissionId, datasetId: dataset.id, status: "finished", total: count, ...versions },
  });
  await pool().query(
    `INSERT INTO items (dataset_id, number, image_path, question_type, concern, question, options, correct_option)
     SELECT $1, n, n || '.jpg', n % 3, n % 4, 'Which of these is the most obvious distortion in this picture?',
            ARRAY['Blur', 'Noise', 'Overexposure'], n % 3
     FROM generate_series(0, $2::int - 1) AS n`,
    [dataset.id, count],
  );
  await pool().query(
    `INSERT INTO item_results (run_id, item, outcome, parsed, parsed_by, latency_ms, prompt_tokens, completion_tokens, response)
     SELECT $1, n, 'correct', n % 3, 'letter', 812, 640, 2, 'The most obvious distortion is (B) noise.'
     FROM generate_series(0, $2::int - 1) AS n`,
    [run.id, count],
  );
}
