import { execFile } from "node:child_process";
import { promisify } from "node:util";
import pg from "pg";
import { to as copyTo } from "pg-copy-streams";
import { type Figure, median } from "#/bench/figure.ts";
import { addAllResults, itemsOfLongRun, type SeededRuns, seedRuns } from "#/bench/million-results.ts";
import type { BenchBoard } from "#/bench/with-bench-board.ts";
import { withWeb } from "#/bench/with-web.ts";
import { createUser } from "#/features/users/create-user.ts";
import { closeDb } from "#/lib/db.ts";
import { env } from "#/lib/env.ts";

const run = promisify(execFile);
const warmUps = 10;
const asks = 60;
const rounds = 5;

/** Ten million item results: pages against the same board with ten thousand, and the CSV of a run against psql. */
export async function tenMillion(board: BenchBoard): Promise<Figure[]> {
  const seeded = await seedRuns((await createUser({ email: "ten-million@example.org" })).id);
  const small = await copyOfDatabase();
  const startedAt = performance.now();
  const results = await addAllResults(seeded);
  const seconds = (performance.now() - startedAt) / 1000;
  console.error(`  ${results} item results after ${seconds.toFixed(0)} s`);
  return withWeb(board, (many) =>
    withWeb(
      board,
      async (few) => [
        await pageRatio("leaderboard page", `/leaderboard/perception?dataset=${seeded.dataset}`, many, few),
        await pageRatio("submission page", `/submissions/${seeded.submission}`, many, few),
        await csvAgainstPsql(many, seeded),
      ],
      { DATABASE_URL: small },
    ),
  );
}

/** The board as it is, in a database beside it. */
async function copyOfDatabase(): Promise<string> {
  await closeDb();
  const { DATABASE_URL } = env();
  const client = new pg.Client({ connectionString: DATABASE_URL.replace(/\/board$/, "/postgres") });
  await client.connect();
  await client.query("CREATE DATABASE board_small TEMPLATE board");
  await client.end();
  return DATABASE_URL.replace(/\/board$/, "/board_small");
}

/** Rendered again for every request: with a cookie of a session, even one that has ended, no kept page is given. */
async function pageRatio(name: string, path: string, many: string, few: string): Promise<Figure> {
  const headers = { cookie: "next-auth.session-token=ended" };
  const secondsOf = async (address: string) => {
    const startedAt = performance.now();
    const answer = await fetch(address + path, { headers });
    await answer.text();
    if (!answer.ok) throw new Error(`${address}${path} answered ${answer.status}.`);
    return (performance.now() - startedAt) / 1000;
  };
  const [ofMany, ofFew]: [number[], number[]] = [[], []];
  for (let round = 0; round < warmUps + asks; round++) {
    const pair = [await secondsOf(many), await secondsOf(few)] as const;
    if (round < warmUps) continue;
    ofMany.push(pair[0]);
    ofFew.push(pair[1]);
  }
  return {
    name: `${name} with 10 million item results`,
    measured: `${(median(ofMany) * 1000).toFixed(1)} ms`,
    against: `${(median(ofFew) * 1000).toFixed(1)} ms with ten thousand`,
    value: median(ofMany) / median(ofFew),
    unit: "×",
    bound: { most: 1.2 },
  };
}

async function csvAgainstPsql(address: string, seeded: SeededRuns): Promise<Figure> {
  const [own, psql]: [number[], number[]] = [[], []];
  const peer = await hasPsql();
  for (let round = 0; round < rounds; round++) {
    own.push(await rowsPerSecond(() => downloadCsv(address, seeded)));
    psql.push(await rowsPerSecond(() => (peer ? copyByPsql(seeded) : copyByClient(seeded))));
  }
  return {
    name: `CSV of a run of ${itemsOfLongRun} items among 10 million`,
    measured: `${median(own).toFixed(0)} rows/s`,
    against: `${median(psql).toFixed(0)} rows/s by ${peer ? "psql \\copy" : "COPY through pg-copy-streams"}`,
    value: median(own) / median(psql),
    unit: "×",
    bound: { least: 0.5 },
  };
}

async function rowsPerSecond(work: () => Promise<void>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return itemsOfLongRun / ((performance.now() - startedAt) / 1000);
}

async function downloadCsv(address: string, { longSubmission, longDataset }: SeededRuns): Promise<void> {
  const answer = await fetch(
    `${address}/api/v1/submissions/${longSubmission}/runs/${longDataset}/items.csv`,
    {
      headers: { "accept-encoding": "identity" },
    },
  );
  let last = "";
  for await (const chunk of answer.body ?? []) last = Buffer.from(chunk).subarray(-2000).toString();
  const end = `"${String(itemsOfLongRun - 1).padStart(8, "0")}.jpg"`;
  if (!answer.ok || !last.includes(end))
    throw new Error(`The CSV (${answer.status}) does not end with ${end}.`);
}

/** The columns of our CSV without their meaning: numbers stay numbers, nothing is defused or hidden. */
const sameRows = ({ longSubmission }: SeededRuns) =>
  `
SELECT d.slug, i.number, i.image_path, coalesce(r.outcome::text, 'pending'), r.attempts, r.latency_ms, r.prompt_tokens,
  r.completion_tokens, r.error, i.question_type, i.concern, i.question, array_to_json(i.options), r.response,
  i.options[r.parsed + 1], r.parsed_by, i.options[i.correct_option + 1], (r.outcome = 'correct')::int
FROM runs run JOIN datasets d ON d.id = run.dataset_id JOIN items i ON i.dataset_id = d.id
LEFT JOIN item_results r ON r.run_id = run.id AND r.item = i.number
WHERE run.submission_id = '${longSubmission}' ORDER BY i.number`.replaceAll("\n", " ");

async function hasPsql(): Promise<boolean> {
  return run("psql", ["--version"]).then(
    () => true,
    () => false,
  );
}

async function copyByPsql(seeded: SeededRuns): Promise<void> {
  const command = `\\copy (${sameRows(seeded)}) TO '/dev/null' CSV HEADER`;
  const { stdout } = await run("psql", ["-X", env().DATABASE_URL, "-c", command]);
  if (!stdout.includes(`COPY ${itemsOfLongRun}`)) throw new Error(`psql said: ${stdout}`);
}

async function copyByClient(seeded: SeededRuns): Promise<void> {
  const client = new pg.Client({ connectionString: env().DATABASE_URL });
  await client.connect();
  const stream = client.query(copyTo(`COPY (${sameRows(seeded)}) TO STDOUT CSV HEADER`));
  for await (const _ of stream);
  await client.end();
}
