import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { plainText } from "#/evaluation/tasks/answer-text/plain-text.ts";
import { parseTextRating } from "#/evaluation/tasks/assessment/text-rating.ts";
import { judgedAnswer } from "#/evaluation/tasks/description/content-free.ts";
import { parseRating } from "#/evaluation/tasks/description/parse-rating.ts";
import { parseAnswer } from "#/evaluation/tasks/perception/parse-answer.ts";
import { sharedData } from "#/test/shared-data.ts";

const inTags: [name: string, reply: (thought: string, answer: string) => string][] = [
  ["think", (thought, answer) => `<think>${thought}</think>${answer}`],
  ["no opening", (thought, answer) => `${thought}</think>\n\n${answer}`],
  ["Gemma 4", (thought, answer) => `<|channel>thought\n${thought}\n<channel|>${answer}`],
  ["Seed-OSS", (thought, answer) => `<seed:think>${thought}</seed:think>${answer}`],
  ["MedGemma", (thought, answer) => `<unused94>thought\n${thought}<unused95>${answer}`],
  ["LLaVA-CoT", (thought, answer) => `<REASONING>${thought}</REASONING>\n<CONCLUSION>${answer}</CONCLUSION>`],
  ["GLM", (thought, answer) => `<think>${thought}</think><|begin_of_box|>${answer}<|end_of_box|>`],
  ["KAT", (thought, answer) => `<think_on><think>${thought}</think><answer>${answer}</answer>`],
  ["think off", (thought, answer) => `${thought}<think_off><answer>${answer}</answer>`],
  ["Ollama", (thought, answer) => `Thinking...\n${thought}\n...done thinking.\n\n${answer}`],
  ["an answer in thinking that is never closed", (thought, answer) => `<think>${thought}<answer>${answer}`],
  [
    "an answer's tag in thinking",
    (thought, answer) => `<think><answer>${thought}</answer></think><answer>${answer}</answer>`,
  ],
];

describe.each(inTags)("thinking as %s is never the answer", (_, reply) => {
  it("to a question, of a judge, as a rating, and in a description", () => {
    expect(parseAnswer(reply("The answer is A.", "B"), ["High", "Low"])).toMatchObject({ option: 1 });
    expect(parseRating(reply("Score: 0", "Score: 2"), 2)).toBe(2);
    expect(parseTextRating(reply("Rating: 20", "73"))).toBe(73);
    expect(judgedAnswer(reply("It may be dark.", "The picture is bright."))).toBe("The picture is bright.");
  });
});

it("keeps a caption that is all there is", () => {
  expect(plainText("<caption>The picture is bright.</caption>")).toBe("The picture is bright.");
});

it.each(["<think>B", "<|channel>thought\nThe answer is B", "<unused94>thought B", "<seed:think>\nB\n"])(
  "reads nothing of %j",
  (reply) => {
    expect(parseAnswer(reply, ["High", "Low"])).toEqual({ option: null, reason: "empty" });
  },
);

describe.runIf(sharedData)("files of models that think", () => {
  const folder = `${sharedData}/cases/thinking`;
  it.each(sharedData ? readdirSync(folder) : [])("%s: 6 of 6 are right", (name) => {
    const options = ["High", "Low", "Medium"];
    const letters = readFileSync(`${folder}/${name}`, "utf8")
      .split("\n")
      .filter(Boolean)
      .map((line) => parseAnswer(JSON.parse(line).response, options).option);
    expect(letters).toEqual([1, 0, 2, 1, 0, 2]);
  });
});
