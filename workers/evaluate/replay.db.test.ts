import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { closeQueue } from "#/jobs/enqueue.ts";
import { evaluateReplay, importReplayed, releasedOutputs, scoresOfFile } from "#/test/replay-released.ts";
import { sharedData } from "#/test/shared-data.ts";
import { fixtureUser } from "#/test/submission-fixtures.ts";
import { useTestDatabase } from "#/test/test-database.ts";

useTestDatabase({ ENDPOINT_ALLOWLIST: "127.0.0.1" });

const released = join(sharedData ?? "", "data/iqa-outputs/internlm_xcomposer_vl/koniq.json.gz");
const items = 600;

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "q-bench-board-replay-"));
});
afterAll(async () => {
  await closeQueue();
  await rm(folder, { recursive: true, force: true });
});

/** All 10,073 items, the same way: bench/replay-koniq.ts. */
describe.runIf(sharedData)("a model's released logits, served over HTTP as log-probabilities", () => {
  it("score as the file does, though two workers are killed in the middle", async () => {
    const outputs = (await releasedOutputs(released)).slice(0, items);
    const replayed = await importReplayed("koniq-part", outputs, folder, await fixtureUser());
    const file = await scoresOfFile(replayed);
    const { run, scores } = await evaluateReplay(replayed, [150, 350]);
    expect(run).toMatchObject({ rung: "P", done: items, missing: 0, coverage: 1 });
    expect(Math.abs(scores.srcc - file.srcc)).toBeLessThan(1e-6);
    expect(Math.abs(scores.plcc - file.plcc)).toBeLessThan(1e-6);
    expect(file.srcc).toBeGreaterThan(0.4);
  }, 120_000);
});
