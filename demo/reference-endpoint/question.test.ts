import { readFileSync } from "node:fs";
import { join } from "node:path";
import sharp from "sharp";
import { beforeAll, describe, expect, it } from "vitest";
import { lookAt } from "#/demo/reference-endpoint/look.ts";
import { decodePixels } from "#/demo/reference-endpoint/pixels.ts";
import { namedObject, readQuestion } from "#/demo/reference-endpoint/question.ts";
import { scoreOptions } from "#/demo/reference-endpoint/score-options.ts";
import { createSight, type Sight } from "#/demo/reference-endpoint/sight.ts";
import { sharedData } from "#/test/shared-data.ts";

type Asked = { question: string; candidates: string[] };

const known: Asked[] = [
  { question: "How is the lighting of this building?", candidates: ["High", "Low", "Medium"] },
  {
    question: "What distortion is not in this picture?",
    candidates: ["Underexposure", "Noise", "Motion blur"],
  },
  { question: "From which direction does the light come?", candidates: ["Left", "Right", "Top", "Bottom"] },
  { question: "Which object is emphasized?", candidates: ["Chair", "Radio", "Potted plant", "Blanket"] },
];
const official: Asked[] =
  sharedData === null
    ? []
    : JSON.parse(readFileSync(join(sharedData, "data/llvisionqa/llvisionqa_dev.json"), "utf8"));

const ask = ({ question, candidates }: Asked) =>
  readQuestion([question, ...candidates.map((message, at) => `${"ABCD".charAt(at)}. ${message}`)].join("\n"));

async function sightOf(blurSigma: number): Promise<Sight> {
  const stripes = Buffer.alloc(240 * 180 * 3, 60);
  for (let pixel = 0; pixel < 240 * 180; pixel += 1) {
    if (Math.floor((pixel % 240) / 30) % 2 === 0) stripes.fill(190, pixel * 3, pixel * 3 + 3);
  }
  const image = sharp(stripes, { raw: { width: 240, height: 180, channels: 3 } });
  const encoded = await (blurSigma > 0 ? image.blur(blurSigma) : image).png().toBuffer();
  return createSight(lookAt(await decodePixels(encoded)));
}

describe("questions", () => {
  let crisp: Sight;
  let blurry: Sight;
  beforeAll(async () => {
    [crisp, blurry] = [await sightOf(0), await sightOf(5)];
  });

  it("are read from the official prompt", () => {
    const question = readQuestion(
      "Is this image clear?\nA. Yes\nB. No\nAnswer with the option's letter directly.",
    );
    expect(question).toEqual({
      words: "is this image clear?",
      options: [
        { letter: "A", words: "Yes" },
        { letter: "B", words: "No" },
      ],
    });
  });

  it.each([
    ["how is the sharpness of the boat in this image?", "boat"],
    ["is the yellow flower in the image blurry?", "yellow flower"],
    ["how clear is the duck in the image?", "duck"],
    ["what distortion affects the canoe?", "canoe"],
    ["how is the color saturation of this image?", null],
    ["how is the exposure of the image?", null],
    ["which part of this image is the most blurry?", null],
  ])("%s names %s", (message, name) => {
    expect(namedObject(message)).toBe(name);
  });

  it("get one finite score an option, whatever their wording", () => {
    for (const asked of [...known, ...official]) {
      const scores = scoreOptions(ask(asked), blurry);
      expect(scores).toHaveLength(asked.candidates.length);
      expect(scores.every(Number.isFinite), asked.question).toBe(true);
    }
  });

  it.each([
    ["Is this image blurry?", ["No", "Yes"], "No", "Yes"],
    ["Is this image clear?", ["No", "Yes"], "Yes", "No"],
    ["How clear is this image?", ["Medium", "Blurry", "Clear"], "Clear", "Blurry"],
    ["How is the sharpness of the image?", ["Bad", "Excellent", "Acceptable"], "Excellent", "Bad"],
    ["How blurry is this picture?", ["Not blurry at all", "Very blurry"], "Not blurry at all", "Very blurry"],
    ["Is the picture clear?", ["Clear", "Not clear"], "Clear", "Not clear"],
  ])("%s %j: %s if sharp, %s if blurry", (question, candidates, ifSharp, ifBlurry) => {
    const best = (sight: Sight) => {
      const scores = scoreOptions(ask({ question, candidates }), sight);
      return candidates[scores.indexOf(Math.max(...scores))];
    };
    expect([best(crisp), best(blurry)]).toEqual([ifSharp, ifBlurry]);
  });
});
