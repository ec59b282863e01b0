import { createReadStream, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readAssessmentPredictions } from "#/evaluation/predictions/read-assessment-predictions.ts";
import { argmaxScore } from "#/evaluation/tasks/assessment/argmax.ts";
import { defaultWords, type WordPair } from "#/evaluation/tasks/assessment/assessment-protocol.ts";
import { scoreAssessment } from "#/evaluation/tasks/assessment/correlate.ts";
import { logprobDifference } from "#/evaluation/tasks/assessment/logprob-difference.ts";
import { parseMos } from "#/evaluation/tasks/assessment/mos.ts";
import { sharedData } from "#/test/shared-data.ts";
import { subsetsOf } from "#/test/subsets-of-items.ts";

const data = join(sharedData ?? "", "data");

const models: Record<string, { name: string; words: WordPair }> = {
  idefics: { name: "IDEFICS-Instruct (LLaMA-7B)", words: defaultWords },
  instructblip_t5: { name: "InstructBLIP (Flan-T5-XL)", words: ["high", "low"] },
  internlm_xcomposer_vl: { name: "InternLM-XComposer-VL (InternLM)", words: defaultWords },
  "llava_v1.5": { name: "LLaVA-v1.5 (Vicuna-v1.5-13B)", words: defaultWords },
  "qwen-vl": { name: "Qwen-VL (QwenLM)", words: defaultWords },
};

const databases: Record<string, string> = {
  agi: "agiqa-3k",
  cgi: "cgiqa-6k",
  kadid: "kadid-10k",
  koniq: "koniq-10k",
  livec: "live-itw",
  spaq: "spaq",
};

// The published file's knownInconsistencies: what the released outputs give instead of the table's figures.
const asTheFilesGive: Record<string, { srcc: number; plcc: number }> = {
  "idefics/cgi": { srcc: 0.199, plcc: 0.229 },
  "instructblip_t5/kadid": { srcc: 0.181, plcc: 0.1665 },
};

type Published = { name: string; scores: Record<string, { srcc: number; plcc: number }> };

function readJson<Content>(path: string): Content {
  return JSON.parse(readFileSync(join(data, path), "utf8")) as Content;
}

function itemsOf(database: string) {
  const entries = readJson<{ img_path: string; gt_score: unknown }[]>(`iqa-mos/${database}.json`);
  const subsets = subsetsOf(entries.map((entry) => entry.img_path));
  return entries.map((entry, number) => ({
    number,
    imagePath: entry.img_path,
    mos: parseMos(entry.gt_score),
    subset: subsets[number] ?? null,
  }));
}

async function released(model: string, database: string) {
  const items = itemsOf(database);
  const path = join(data, "iqa-outputs", model, `${database}.json.gz`);
  const words = models[model]?.words ?? defaultWords;
  const read = await readAssessmentPredictions(createReadStream(path), `${database}.json.gz`, {
    items,
    words,
  });
  const scored = items.map((item, position) => ({
    mos: item.mos,
    subset: item.subset,
    d: read.values[position]?.d ?? null,
    score: null,
  }));
  return { read, scored };
}

const cases = Object.keys(models).flatMap((model) =>
  Object.keys(databases).map((database) => [model, database] as const),
);

/** Intervals are not looked at here. */
const quick = { rounds: 3 };

describe.runIf(sharedData)("released outputs of five models on six databases", { timeout: 30_000 }, () => {
  const table = sharedData ? readJson<{ assessment: Published[] }>("published/q-bench.json").assessment : [];

  it.each(cases)("%s on %s gives the published SRCC and PLCC", async (model, database) => {
    const published = table.find(({ name }) => name === models[model]?.name)?.scores[
      databases[database] ?? ""
    ];
    const expected = asTheFilesGive[`${model}/${database}`] ?? published;
    const { read, scored } = await released(model, database);
    expect(read).toMatchObject({ n: scored.length, coverage: 1, repeated: 0 });
    const { srcc, plcc } = scoreAssessment(scored, quick);
    expect(Math.abs((srcc.value ?? 9) - (expected?.srcc ?? 0))).toBeLessThanOrEqual(0.003);
    expect(Math.abs((plcc.value ?? 9) - (expected?.plcc ?? 0))).toBeLessThanOrEqual(0.0006);
    expect(srcc.low).toBeLessThan(srcc.value ?? 0);
    expect(plcc.high).toBeGreaterThan(plcc.value ?? 0);
  });

  it.each([
    ["internlm_xcomposer_vl", "koniq", 0.276, 0.371],
    ["llava_v1.5", "agi", 0.607, 0.667],
    ["idefics", "spaq", 0.119, 0.127],
  ])("loses by argmax: %s on %s falls to %f / %f", async (model, database, srcc, plcc) => {
    const { scored } = await released(model, database);
    const words = scored.map(({ d, ...item }) => ({
      ...item,
      d: null,
      score: d === null ? null : argmaxScore(d),
    }));
    const score = scoreAssessment(words, quick);
    expect(Math.abs((score.srcc.value ?? 9) - srcc)).toBeLessThanOrEqual(0.003);
    expect(Math.abs((score.plcc.value ?? 9) - plcc)).toBeLessThanOrEqual(0.003);
  });

  it("is undefined where a model says one word only (InstructBLIP on CGIQA-6K by argmax)", async () => {
    const { scored } = await released("instructblip_t5", "cgi");
    const words = scored.map(({ d, ...item }) => ({
      ...item,
      d: null,
      score: d === null ? null : argmaxScore(d),
    }));
    expect(scoreAssessment(words, quick).srcc.value).toBeNull();
  });

  it("gives the same to 1e-6 from float32 log-probabilities as from the logits", async () => {
    const { scored } = await released("internlm_xcomposer_vl", "koniq");
    const replayed = scored.map((item, position) => {
      const logSum = 0.1 + (position % 997) / 83;
      const better = Math.fround(-logSum);
      const difference = logprobDifference(better, Math.fround(-logSum - (item.d ?? 0)), null);
      return { ...item, d: difference.outcome === "exact" ? difference.d : null };
    });
    const [fromLogits, fromLogprobs] = [scoreAssessment(scored, quick), scoreAssessment(replayed, quick)];
    expect(fromLogprobs.srcc.value).toBeCloseTo(fromLogits.srcc.value ?? 9, 7);
    expect(fromLogprobs.plcc.value).toBeCloseTo(fromLogits.plcc.value ?? 9, 7);
  });
});
