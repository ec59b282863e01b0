import type { ChildProcess } from "node:child_process";
import { createReadStream } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import type { User } from "#/features/access/actor.ts";
import { importDataset } from "#/features/dataset-import/import-dataset.ts";
import { checkPredictions } from "#/features/predictions/submit-predictions.ts";
import type { RunView } from "#/features/submissions/submission-view.ts";
import { submit } from "#/features/submissions/submit.ts";
import { drawNumbered } from "#/test/numbered-picture.ts";
import { startReplayEndpoint } from "#/test/replay-endpoint.ts";
import { seen } from "#/test/submission-fixtures.ts";
import { endWorkerProcess, startWorkerProcess } from "#/test/worker-process.ts";

export type ReleasedOutput = { img_path: string; gt_score: number; logit_good: number; logit_poor: number };

/** Objects written one after another without separators. */
export async function releasedOutputs(file: string): Promise<ReleasedOutput[]> {
  const text = gunzipSync(await readFile(file)).toString("utf8");
  return JSON.parse(`[${text.trim().replaceAll(/\}\s*\{/g, "},{")}]`) as ReleasedOutput[];
}

export type Replayed = {
  slug: string;
  outputs: readonly ReleasedOutput[];
  owner: User;
  file: string;
};

type Scores = { srcc: number; plcc: number };

/** Imports the outputs' items with a picture each that shows its number, and writes the outputs as a file. */
export async function importReplayed(
  slug: string,
  outputs: readonly ReleasedOutput[],
  folder: string,
  owner: User,
): Promise<Replayed> {
  const images = join(folder, slug);
  await mkdir(images, { recursive: true });
  for (const [item, { img_path }] of outputs.entries()) {
    // The name says JPEG as in the database; what is in it is a PNG.
    await writeFile(join(images, img_path), await drawNumbered(item));
  }
  const source = join(folder, `${slug}.json`);
  await writeFile(source, JSON.stringify(outputs.map(({ img_path, gt_score }) => ({ img_path, gt_score }))));
  await importDataset({ file: source, as: "iqa", slug, imagesFolder: images, answers: "public" });
  const file = join(folder, `${slug}-outputs.json`);
  await writeFile(file, outputs.map((output) => JSON.stringify(output)).join(""));
  return { slug, outputs, owner, file };
}

export async function scoresOfFile({ slug, owner, file }: Replayed): Promise<Scores> {
  const source = createReadStream(file);
  const report = await checkPredictions(owner, { dataset: slug }, { source, name: "outputs.json" });
  return { srcc: report.scores.srcc?.value ?? Number.NaN, plcc: report.scores.plcc?.value ?? Number.NaN };
}

/**
 * Evaluates an endpoint that replays the outputs, by real worker processes over HTTP. A worker is killed
 * whenever as many items are done as `killedAt` says, and the next one takes over.
 */
export async function evaluateReplay(
  { slug, outputs, owner }: Replayed,
  killedAt: readonly number[],
  watch: (worker: ChildProcess) => void = () => {},
): Promise<{ id: string; run: RunView; calls: number; scores: Scores }> {
  await using server = await startReplayEndpoint((item) => {
    const output = outputs[item];
    return output && { good: output.logit_good, poor: output.logit_poor };
  });
  const { id } = await submit(owner, {
    model: { name: `Replay with ${killedAt.length} kills` },
    endpoint: { protocol: "openai", baseUrl: server.url, model: "replay", concurrency: 32 },
    datasets: [slug],
  });
  let worker = startWorkerProcess();
  try {
    watch(worker);
    for (const done of killedAt) {
      await seen(owner, id, ({ runs }) => (runs[0]?.done ?? 0) >= done);
      await endWorkerProcess(worker, "SIGKILL");
      worker = startWorkerProcess();
      watch(worker);
    }
    const ended = ["finished", "failed", "paused", "cancelled"];
    const { runs } = await seen(owner, id, ({ status }) => ended.includes(status));
    const [run] = runs;
    if (run?.status !== "finished") throw new Error(`The replay is ${run?.status}: ${run?.reason}`);
    const { srcc, plcc } = run.scores;
    const scores = { srcc: srcc?.value ?? Number.NaN, plcc: plcc?.value ?? Number.NaN };
    return { id, run, calls: server.calls.length, scores };
  } finally {
    await endWorkerProcess(worker, "SIGKILL");
  }
}
