import { rm, writeFile } from "node:fs/promises";
import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { type Figure, median } from "#/bench/figure.ts";
import { type Load, load } from "#/bench/load.ts";
import { seedPerceptionModels } from "#/bench/many-models.ts";
import type { BenchBoard } from "#/bench/with-bench-board.ts";
import { withWeb } from "#/bench/with-web.ts";
import { pool } from "#/lib/db.ts";

const models = 500;
const rounds = 3;
const roundSeconds = 6;
const path = "/leaderboard/perception?dataset=";
// Read when a server starts; served as every file of the build is.
const staticFile = fileURLToPath(new URL("../.next/static/bench-leaderboard.html", import.meta.url));

/** A leaderboard of 500 rows under load, against its own bytes as a static file of the same server. */
export async function leaderboardLoad(board: BenchBoard): Promise<Figure[]> {
  const page = path + (await seedPerceptionModels(models));
  const html = await withWeb(board, async (address) => (await fetch(address + page)).text());
  const rows = html.split("<tr data-r=").length - 1;
  if (rows !== models) throw new Error(`The page has ${rows} rows instead of ${models}.`);
  await writeFile(staticFile, html);
  try {
    return await withWeb(board, (first) =>
      withWeb(board, async (second) => [
        ...(await againstFile(first, page, false, html.length)),
        ...(await againstFile(first, page, true, html.length)),
        await freshness(page, [first, second]),
      ]),
    );
  } finally {
    await rm(staticFile);
  }
}

async function againstFile(address: string, page: string, gzip: boolean, bytes: number): Promise<Figure[]> {
  const [asPage, asFile]: [Load[], Load[]] = [[], []];
  for (let round = 0; round < rounds; round++) {
    asFile.push(await load(`${address}/_next/static/bench-leaderboard.html`, roundSeconds, gzip));
    asPage.push(await load(address + page, roundSeconds, gzip));
  }
  const perSecond = (loads: Load[]) => median(loads.map((one) => one.perSecond));
  const p99 = Math.max(...asPage.map(({ p99Seconds }) => p99Seconds));
  const name = `leaderboard of ${models} rows, 16 clients${gzip ? ", gzip" : ""}`;
  return [
    {
      name: `${name}, requests`,
      measured: `${perSecond(asPage).toFixed(0)}/s of ${(bytes / 1000).toFixed(0)} kB`,
      against: `${perSecond(asFile).toFixed(0)}/s as a static file`,
      value: perSecond(asPage) / perSecond(asFile),
      unit: "×",
      bound: { least: 0.4 },
    },
    {
      name: `${name}, 99th percentile`,
      measured: `${p99.toFixed(3)} s in the slowest round`,
      against: `${Math.max(...asFile.map(({ p99Seconds }) => p99Seconds)).toFixed(3)} s as a static file`,
      value: p99,
      unit: "s",
      bound: { most: 0.25 },
    },
  ];
}

/** From the commit of a published score until two web processes show it, both under load. */
async function freshness(page: string, addresses: string[]): Promise<Figure> {
  const loads = Promise.all(addresses.map((address) => load(address + page, roundSeconds)));
  await delay(1000);
  const seconds: number[] = [];
  for (let round = 0; round < 3; round++) {
    const name = `Published ${round}`;
    await publish(name, page.slice(path.length));
    const startedAt = performance.now();
    const shown = addresses.map(async (address) => {
      while (!(await (await fetch(address + page)).text()).includes(name)) await delay(20);
      seconds.push((performance.now() - startedAt) / 1000);
    });
    await Promise.all(shown);
  }
  await loads;
  const slowest = Math.max(...seconds);
  return {
    name: "published score on the leaderboard, two web processes under load",
    measured: `${slowest.toFixed(2)} s at most, ${median(seconds).toFixed(2)} s in the middle`,
    against: "the bound",
    value: slowest,
    unit: "s",
    bound: { most: 5 },
  };
}

async function publish(name: string, dataset: string): Promise<void> {
  await pool().query(
    `WITH model AS (INSERT INTO models (slug, name) VALUES (lower(replace($1, ' ', '-')), $1) RETURNING id),
       entry AS (
         INSERT INTO entries (model_id, task, dataset_slug, dataset_id, source, published_at)
         SELECT model.id, 'perception', d.slug, d.id, 'measured', now() FROM model, datasets d WHERE d.slug = $2
         RETURNING id)
     INSERT INTO scores (entry_id, metric, slice, value, n, low, high)
     SELECT id, 'accuracy', 'overall', 0.9, 1495, 0.88, 0.92 FROM entry`,
    [name, dataset],
  );
}
