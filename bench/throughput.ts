import { setTimeout as delay } from "node:timers/promises";
import { boardRun } from "#/bench/board-run.ts";
import { type Figure, median } from "#/bench/figure.ts";
import { importThroughputSet } from "#/bench/throughput-set.ts";
import type { BenchBoard } from "#/bench/with-bench-board.ts";
import { openEndpoint } from "#/evaluation/endpoints/open-endpoint.ts";
import { buildPrompt } from "#/evaluation/tasks/perception/perception-prompt.ts";
import { createUser } from "#/features/users/create-user.ts";
import { startBoard } from "#/server/board-processes.ts";
import { startChild } from "#/server/child-process.ts";
import { firstFreePort, isPortFree } from "#/server/free-port.ts";

const items = 2000;
const concurrency = 64;
const rounds = 5;
const slug = "bench-throughput";

/** A worker that stores everything against a bare loop of the same HTTP client that stores nothing. */
export async function throughput({ services, folder }: BenchBoard): Promise<Figure> {
  const pictures = await importThroughputSet(slug, folder, items);
  const port = await firstFreePort(18_000, "127.0.0.1");
  const endpoint = startChild({
    name: "endpoint",
    args: ["bench/steady-endpoint.ts"],
    env: { PORT: String(port) },
  });
  const onCrash = (line: string) => console.error(line);
  const worker = startBoard({ services, roles: ["worker"], port: 0, mode: "start", onCrash });
  try {
    while (await isPortFree(port, "127.0.0.1")) await delay(50);
    const owner = await createUser({ email: "bench@example.org" });
    const baseUrl = `http://127.0.0.1:${port}/v1`;
    const bare: number[] = [];
    const board: number[] = [];
    for (let round = 0; round < rounds; round++) {
      bare.push(await bareLoop(baseUrl, pictures));
      board.push(await boardRun(owner, { name: `Bench ${round}`, baseUrl, concurrency, dataset: slug }));
    }
    return {
      name: "worker throughput, results stored",
      measured: `${median(board).toFixed(0)} items/s`,
      against: `${median(bare).toFixed(0)} items/s in a bare loop`,
      value: median(board) / median(bare),
      unit: "×",
      bound: { least: 0.88 },
    };
  } finally {
    await Promise.all([worker.stop(), endpoint.stop()]);
  }
}

async function bareLoop(baseUrl: string, pictures: Uint8Array[]): Promise<number> {
  const endpoint = openEndpoint({
    protocol: "openai",
    baseUrl,
    model: "bench",
    apiKey: null,
    concurrency,
    addressPolicy: { allow: ["127.0.0.1"] },
  });
  const prompt = buildPrompt("Is this picture sharp?", ["Yes", "No"]);
  const { signal } = new AbortController();
  const queue = pictures.values();
  const ask = async () => {
    for (const bytes of queue)
      await endpoint.ask(
        { images: [{ bytes, mime: "image/jpeg" }], prompt, maxTokens: 64, temperature: 0 },
        signal,
      );
  };
  const startedAt = performance.now();
  await Promise.all(Array.from({ length: concurrency }, ask));
  const seconds = (performance.now() - startedAt) / 1000;
  await endpoint.close();
  return pictures.length / seconds;
}
