import type { ChildProcess } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { withBenchBoard } from "#/bench/with-bench-board.ts";
import { createUser } from "#/features/users/create-user.ts";
import { printError } from "#/server/print-error.ts";
import { evaluateReplay, importReplayed, releasedOutputs, scoresOfFile } from "#/test/replay-released.ts";
import { sharedData } from "#/test/shared-data.ts";

const released = "data/iqa-outputs/internlm_xcomposer_vl/koniq.json.gz";
const tolerance = 1e-6;

/** Issue 3's proof: a model's released logits served over HTTP score as the file does, killed in the middle or not. */
async function replayKoniq(): Promise<boolean> {
  if (!sharedData) throw new Error(`The released outputs (${released}) are not here.`);
  const outputs = await releasedOutputs(join(sharedData, released));
  return withBenchBoard(async ({ folder }) => {
    const owner = await createUser({ email: "replay@example.org" });
    const replayed = await importReplayed("koniq-10k", outputs, folder, owner);
    const file = await scoresOfFile(replayed);
    console.log(`file: ${outputs.length} items, SRCC ${file.srcc}, PLCC ${file.plcc}`);
    let holds = true;
    for (const killedAt of [[], [Math.floor(outputs.length / 2)]]) {
      const memory = watchMemory();
      const startedAt = performance.now();
      const { run, calls, scores } = await evaluateReplay(replayed, killedAt, memory.watch);
      const seconds = (performance.now() - startedAt) / 1000;
      const off = Math.max(Math.abs(scores.srcc - file.srcc), Math.abs(scores.plcc - file.plcc));
      console.log(
        `${killedAt.length} kills: rung ${run.rung}, ${run.done} of ${run.total} items in ${seconds.toFixed(0)} s, ` +
          `${calls} calls, SRCC ${scores.srcc}, PLCC ${scores.plcc}, off by ${off}, ${memory.stop()}`,
      );
      holds &&= run.rung === "P" && run.done === outputs.length && off <= tolerance;
    }
    return holds;
  });
}

/** Resident memory of the last worker watched, four times a second. */
function watchMemory() {
  let pid = 0;
  const samples: number[] = [];
  const timer = setInterval(() => {
    readFile(`/proc/${pid}/statm`, "utf8").then(
      (text) => samples.push((Number(text.split(" ")[1]) * 4096) / 2 ** 20),
      () => {},
    );
  }, 250);
  return {
    watch: (worker: ChildProcess) => {
      pid = worker.pid ?? 0;
      samples.length = 0;
    },
    stop: () => {
      clearInterval(timer);
      const most = (quarter: number) => {
        const part = samples.slice(
          Math.floor((samples.length * quarter) / 4),
          Math.ceil((samples.length * (quarter + 1)) / 4),
        );
        return Math.max(...part).toFixed(0);
      };
      return `worker memory at most ${[0, 1, 2, 3].map(most).join(", ")} MB in the four quarters of the run`;
    },
  };
}

try {
  process.exitCode = (await replayKoniq()) ? 0 : 1;
} catch (error) {
  printError(error);
}
