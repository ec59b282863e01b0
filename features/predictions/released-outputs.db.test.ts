import { createReadStream, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { importDataset } from "#/features/dataset-import/import-dataset.ts";
import { checkPredictions } from "#/features/predictions/submit-predictions.ts";
import { sharedData } from "#/test/shared-data.ts";
import { useTestDatabase } from "#/test/test-database.ts";

useTestDatabase();

const data = join(sharedData ?? "", "data");
const operator = { id: "operator", email: "operator@example.org", isAdmin: true };

const models: Record<string, string> = {
  idefics: "IDEFICS-Instruct (LLaMA-7B)",
  instructblip_t5: "InstructBLIP (Flan-T5-XL)",
  internlm_xcomposer_vl: "InternLM-XComposer-VL (InternLM)",
  "llava_v1.5": "LLaVA-v1.5 (Vicuna-v1.5-13B)",
  "qwen-vl": "Qwen-VL (QwenLM)",
};
const databases: Record<string, string> = {
  agi: "agiqa-3k",
  cgi: "cgiqa-6k",
  kadid: "kadid-10k",
  koniq: "koniq-10k",
  livec: "live-itw",
  spaq: "spaq",
};
// knownInconsistencies of the published file: what the outputs give instead of the table's figures.
const inconsistent: Record<string, { srcc: number; plcc: number }> = {
  "idefics/cgi": { srcc: 0.199, plcc: 0.229 },
  "instructblip_t5/kadid": { srcc: 0.181, plcc: 0.1665 },
};

type Published = { name: string; scores: Record<string, { srcc: number; plcc: number }> };

function published(model: string, database: string) {
  const all = JSON.parse(readFileSync(join(data, "published/q-bench.json"), "utf8"));
  const rows = (all as { assessment: Published[] }).assessment;
  const row = rows.find(({ name }) => name === models[model])?.scores[databases[database] ?? ""];
  return inconsistent[`${model}/${database}`] ?? row;
}

function check(model: string, database: string) {
  const path = join(data, "iqa-outputs", model, `${database}.json.gz`);
  const words = model === "instructblip_t5" ? "high,low" : undefined;
  const file = { source: createReadStream(path), name: `${database}.json.gz` };
  return checkPredictions(operator, { dataset: databases[database], words }, file);
}

const cases = Object.keys(models).flatMap((model) =>
  Object.keys(databases).map((database) => [model, database] as const),
);

describe.runIf(sharedData)("the released outputs on the imported databases", () => {
  beforeAll(async () => {
    for (const [name, slug] of Object.entries(databases)) {
      await importDataset({ file: join(data, "iqa-mos", `${name}.json`), as: "iqa", slug });
    }
  }, 120_000);

  it.each(cases)("%s on %s comes to the published SRCC and PLCC", async (model, database) => {
    const { scores, coverage, repeated, ranked } = await check(model, database);
    const table = published(model, database);
    expect({ coverage, repeated, ranked }).toEqual({ coverage: 1, repeated: 0, ranked: true });
    expect(Math.abs((scores.srcc?.value ?? 9) - (table?.srcc ?? 0))).toBeLessThanOrEqual(0.003);
    expect(Math.abs((scores.plcc?.value ?? 9) - (table?.plcc ?? 0))).toBeLessThanOrEqual(0.0006);
  });

  it.each([
    ["internlm_xcomposer_vl", "koniq", 0.276, 0.371],
    ["llava_v1.5", "agi", 0.607, 0.667],
    ["idefics", "spaq", 0.119, 0.127],
  ])("%s on %s falls to %f / %f by argmax", async (model, database, srcc, plcc) => {
    const { argmax } = (await check(model, database)).ablations;
    expect(Math.abs((argmax?.srcc ?? 9) - srcc)).toBeLessThanOrEqual(0.003);
    expect(Math.abs((argmax?.plcc ?? 9) - plcc)).toBeLessThanOrEqual(0.003);
  });
});
