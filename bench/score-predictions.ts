import { execFile } from "node:child_process";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Figure } from "#/bench/figure.ts";
import type { BenchBoard } from "#/bench/with-bench-board.ts";
import { bootstrapInterval } from "#/evaluation/statistics/bootstrap.ts";
import { seededRandom } from "#/evaluation/statistics/random.ts";
import { resampledSpearman } from "#/evaluation/statistics/resampled-spearman.ts";

const run = promisify(execFile);
const items = 40_000;
const resampled = 10_000;
const rounds = 9;

// The same file, the same figures: what a researcher would write.
const scipy = `
import json, math, sys, time
from scipy.stats import pearsonr, spearmanr
started = time.perf_counter()
rows = json.load(open(sys.argv[1]))
d = [row["logit_good"] - row["logit_poor"] for row in rows]
mos = [row["gt_score"] for row in rows]
srcc = spearmanr(d, mos)[0]
plcc = pearsonr([1 / (1 + math.exp(-value / 100)) for value in d], mos)[0]
print(json.dumps({"seconds": time.perf_counter() - started, "srcc": float(srcc)}))`;

type Measured = { seconds: number; srcc: number; megabytes: number };

/** Scoring a file of 40,000 items, parsing included: time, memory, and SciPy on the same file in turn. Of each the fastest round. */
export async function scorePredictionsFile({ folder }: BenchBoard): Promise<Figure[]> {
  const { itemsPath, filePath } = await writeFiles(join(folder, "bench-scores"));
  const own: Measured[] = [];
  const python: Measured[] = [];
  for (let round = 0; round < rounds; round++) {
    own.push(await measure(process.execPath, ["bench/score-file-process.ts", itemsPath, filePath]));
    const peer = await measure("python3", ["-c", scipy, filePath]).catch(() => null);
    if (peer) python.push(peer);
  }
  const seconds = Math.min(...own.map((one) => one.seconds));
  const peer = Math.min(...python.map((one) => one.seconds));
  if (python[0] && Math.abs(python[0].srcc - (own[0]?.srcc ?? 9)) > 1e-9) {
    throw new Error(`SciPy's SRCC is ${python[0].srcc}, ours ${own[0]?.srcc}.`);
  }
  const name = "Scoring a file of 40,000 items";
  return [
    figure(`${name}, time`, seconds, "s", 2),
    figure(`${name}, memory`, Math.max(...own.map((one) => one.megabytes)), "MB", 300),
    ...(python.length === 0 ? [] : [againstScipy(name, seconds, peer)]),
  ];
}

/** A bootstrap interval of SRCC: 1,000 resamples of 10,000 items. */
export async function bootstrapSrcc(): Promise<Figure> {
  const random = seededRandom(7);
  const mos = Float64Array.from({ length: resampled }, () => random.nextBelow(1e6));
  const scores = mos.map((value) => value + random.nextBelow(1e6));
  const startedAt = performance.now();
  bootstrapInterval([{ n: resampled, statistic: resampledSpearman(scores, mos) }]);
  return figure("Bootstrap of SRCC, 1,000 × 10,000 items", (performance.now() - startedAt) / 1000, "s", 3);
}

function figure(name: string, value: number, unit: "s" | "MB", most: number): Figure {
  return {
    name,
    measured: `${value.toFixed(2)} ${unit}`,
    against: "the bound",
    value,
    unit,
    bound: { most },
  };
}

function againstScipy(name: string, seconds: number, peer: number): Figure {
  return {
    name: `${name}, against SciPy`,
    measured: `${seconds.toFixed(2)} s`,
    against: `${peer.toFixed(2)} s of json + spearmanr + pearsonr`,
    value: seconds / peer,
    unit: "×",
    bound: { most: 3 },
  };
}

async function measure(program: string, args: string[]): Promise<Measured> {
  const { stdout } = await run(program, args);
  return JSON.parse(stdout) as Measured;
}

async function writeFiles(folder: string): Promise<{ itemsPath: string; filePath: string }> {
  await mkdir(folder, { recursive: true });
  const random = seededRandom(3);
  const rows = Array.from({ length: items }, (_, number) => {
    const mos = random.nextBelow(100_000) / 1000;
    const good = 12 + mos / 20 + random.nextBelow(8192) / 1024;
    return {
      img_path: `${String(number).padStart(8, "0")}.jpg`,
      gt_score: mos,
      logit_good: good,
      logit_poor: 14,
    };
  });
  const imported = rows.map(({ img_path, gt_score }, number) => ({
    number,
    imagePath: img_path,
    mos: gt_score,
    subset: null,
  }));
  const [itemsPath, filePath] = [join(folder, "items.json"), join(folder, "predictions.json")];
  await writeFile(itemsPath, JSON.stringify(imported));
  await writeFile(filePath, JSON.stringify(rows));
  return { itemsPath, filePath };
}
