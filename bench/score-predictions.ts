import { execFile } from "node:child_process";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Figure } from "#/bench/figure.ts";
import type { BenchBoard } from "#/bench/with-bench-board.ts";
import { correlationInterval } from "#/evaluation/statistics/correlation-interval.ts";
import { kendall } from "#/evaluation/statistics/kendall.ts";
import { seededRandom } from "#/evaluation/statistics/resampling/random.ts";
import { resampledSpearman } from "#/evaluation/statistics/resampling/resampled-spearman.ts";
import { resamplingUnits } from "#/evaluation/statistics/resampling/resampling-units.ts";
import { spearman } from "#/evaluation/statistics/spearman.ts";

const run = promisify(execFile);
const items = 40_000;
const clustered = 10_125;
const rounds = 3;

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

/** Scoring a file of 40,000 items, parsing included: time and memory, the figure checked against SciPy's. The fastest round. */
export async function scorePredictionsFile({ folder }: BenchBoard): Promise<Figure[]> {
  const { itemsPath, filePath } = await writeFiles(join(folder, "bench-scores"));
  const own: Measured[] = [];
  for (let round = 0; round < rounds; round++)
    own.push(await measure(process.execPath, ["bench/score-file-process.ts", itemsPath, filePath]));
  const peer = await measure("python3", ["-c", scipy, filePath]).catch(() => null);
  const seconds = Math.min(...own.map((one) => one.seconds));
  if (peer && Math.abs(peer.srcc - (own[0]?.srcc ?? 9)) > 1e-9) {
    throw new Error(`SciPy's SRCC is ${peer.srcc}, ours ${own[0]?.srcc}.`);
  }
  const name = "Scoring a file of 40,000 items";
  return [
    figure(`${name}, time with intervals`, seconds, "s", 6),
    figure(`${name}, memory`, Math.max(...own.map((one) => one.megabytes)), "MB", 300),
  ];
}

/** A cluster bootstrap of SRCC, 1,000 resamples of 10,125 items in 81 groups, as KADID-10k is; KRCC of 40,000 items. */
export async function correlationSpeed(): Promise<Figure[]> {
  const { scores, mos } = drawn(clustered);
  const groups = Array.from(mos, (_, item) => String(Math.floor(item / (clustered / 81))));
  const bootstrap = secondsOf(() => {
    const units = resamplingUnits([clustered], groups);
    correlationInterval("srcc", spearman(scores, mos) ?? 0, units, resampledSpearman(scores, mos));
  });
  const many = drawn(items);
  const tau = secondsOf(() => kendall(many.scores, many.mos));
  return [
    figure("Cluster bootstrap of SRCC, 1,000 × 10,125 items in 81 groups", bootstrap, "s", 3),
    figure("KRCC of 40,000 items", tau, "s", 1),
  ];
}

function drawn(count: number): { scores: Float64Array; mos: Float64Array } {
  const random = seededRandom(7);
  const mos = Float64Array.from({ length: count }, () => random.nextBelow(1e6));
  return { scores: mos.map((value) => value + random.nextBelow(1e6)), mos };
}

function secondsOf(act: () => void): number {
  const startedAt = performance.now();
  act();
  return (performance.now() - startedAt) / 1000;
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
