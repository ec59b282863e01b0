import { availableParallelism } from "node:os";
import { expect, it } from "vitest";
import { drawPicture } from "#/demo/drawing/picture.ts";
import { replyFromPixels } from "#/demo/reference-endpoint/reply.ts";
import { type PerceptionEntry, planPerceptionSet } from "#/demo/sets/perception-set.ts";
import type { Planned } from "#/demo/sets/plan-picture.ts";
import { shippedSeed } from "#/demo/write-demo-set.ts";

const letters = "ABCD";

async function isRight({ entry, picture }: Planned<PerceptionEntry>): Promise<boolean> {
  const options = entry.candidates.map((message, at) => `${letters.charAt(at)}. ${message}`);
  const text = [
    entry.question,
    ...options,
    "Answer with the option's letter from the given choices directly.",
  ].join("\n");
  const [step] = await replyFromPixels({
    messages: [{ role: "user", text, images: [await drawPicture(picture)] }],
    prefix: null,
    samples: 1,
    temperature: 0,
    seed: null,
    maxTokens: 1,
    topLogprobs: null,
  });
  return entry.candidates[letters.indexOf(step?.[0].text ?? "")] === entry.correct_ans;
}

async function accuracy(seed: string): Promise<number> {
  const planned = planPerceptionSet(`demo-perception-dev/${seed}`);
  const queue = planned.values();
  let right = 0;
  const askOneByOne = async () => {
    for (const item of queue) {
      if (await isRight(item)) right += 1;
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() + 2 }, askOneByOne));
  return right / planned.length;
}

it("answers from the pixels: as well on a set of another seed, far from chance and from perfection", async () => {
  const shipped = await accuracy(shippedSeed);
  const other = await accuracy("another seed");
  expect(Math.abs(shipped - other)).toBeLessThanOrEqual(0.05);
  expect(Math.min(shipped, other)).toBeGreaterThan(0.7);
  expect(Math.max(shipped, other)).toBeLessThan(0.92);
}, 240_000);
