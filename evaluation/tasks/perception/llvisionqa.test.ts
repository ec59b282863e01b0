import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { mostFrequentLetter, randomGuess } from "#/evaluation/tasks/perception/baselines.ts";
import { parseAnswer } from "#/evaluation/tasks/perception/parse-answer.ts";
import { buildPrompt, optionLetter } from "#/evaluation/tasks/perception/perception-prompt.ts";
import { quadrants, questionTypes } from "#/evaluation/tasks/perception/slices.ts";
import { sharedData } from "#/test/shared-data.ts";

type Row = { type: number; concern: number; question: string; candidates: string[]; correct_ans: string };

const read = (): Row[] =>
  JSON.parse(readFileSync(`${sharedData}/data/llvisionqa/llvisionqa_dev.json`, "utf8"));

type Style = (letter: string, option: string) => string;

const byLetter: Record<string, Style> = {
  letter: (letter) => letter,
  "lower-case letter": (letter) => letter.toLowerCase(),
  bracketed: (letter) => `(${letter})`,
  bold: (letter) => `**${letter}.**`,
  "full-width": (letter) => String.fromCharCode(letter.charCodeAt(0) + 0xfee0),
  "letter and option": (letter, option) => `${letter}. ${option}`,
  "bold letter and option": (letter, option) => `**${letter}. ${option}**\n\nThis fits the image.`,
  "answer phrase": (letter) => `The answer is ${letter}.`,
  "answer phrase and option": (letter, option) => `Answer: ${letter}) ${option}`,
  reasoning: (letter) => `<think>Perhaps A. No, rather D.</think>\n\n${letter}`,
  explained: (letter) => `${letter}\n\nExplanation: this is what the picture shows.`,
  Chinese: (letter) => `答案是 ${letter}。`,
};

const byText: Record<string, Style> = {
  option: (_, option) => option,
  "option as a sentence": (_, option) => `${option.toLowerCase()}.`,
  "answer phrase with option": (_, option) => `The correct answer is: ${option}`,
};

const inProse: Record<string, Style> = {
  sentence: (_, option) => `I believe that it is ${option.toLowerCase()} in this picture.`,
  "the image shows": (_, option) => `The image shows ${option}, as one can see`,
};

describe.runIf(sharedData)("on all dev items of LLVisionQA", () => {
  const rows = sharedData ? read() : [];

  it.each(Object.entries({ ...byLetter, ...byText }))("every option as %s is read as itself", (_, style) => {
    const misread = rows.flatMap((row) =>
      row.candidates.flatMap((option, index) => {
        const reply = style(optionLetter(index), option);
        const { option: parsed } = parseAnswer(reply, row.candidates, row.question);
        return parsed === index ? [] : [{ reply, candidates: row.candidates, parsed }];
      }),
    );
    expect(misread).toEqual([]);
  });

  it.each(Object.entries(inProse))("an option in prose (%s) is never read as another", (_, style) => {
    let total = 0;
    let readable = 0;
    const misread = rows.flatMap((row) =>
      row.candidates.flatMap((option, index) => {
        if (/^(yes|no)$/i.test(option)) return [];
        const reply = style(optionLetter(index), option);
        const { option: parsed } = parseAnswer(reply, row.candidates);
        total += 1;
        if (parsed === index) readable += 1;
        return parsed === index || parsed === null ? [] : [{ reply, candidates: row.candidates, parsed }];
      }),
    );
    expect(misread).toEqual([]);
    expect(readable / total).toBeGreaterThan(0.97);
  });

  it("the prompt itself names no option as the answer", () => {
    const claimed = rows.filter(
      (row) => parseAnswer(buildPrompt(row.question, row.candidates), row.candidates).option !== null,
    );
    expect(claimed.map((row) => row.question)).toEqual([]);
  });

  it("the baselines are the published ones", () => {
    const items = rows.map((row) => ({
      questionType: row.type,
      concern: row.concern,
      subset: null,
      options: row.candidates,
      correctOption: row.candidates.indexOf(row.correct_ans),
    }));
    const guess = new Map(randomGuess(items).map((row) => [row.slice, row]));
    const order = [...questionTypes, ...quadrants, "overall"] as const;
    expect(order.map((slice) => guess.get(slice)?.value?.toFixed(4))).toEqual([
      "0.5000",
      "0.2786",
      "0.3332",
      "0.3789",
      "0.3848",
      "0.3829",
      "0.3582",
      "0.3780",
    ]);
    expect(order.map((slice) => guess.get(slice)?.n)).toEqual([550, 452, 493, 514, 432, 304, 245, 1495]);
    const alwaysA = mostFrequentLetter(items);
    expect(alwaysA?.option).toBe(0);
    expect(alwaysA?.scores.find(({ slice }) => slice === "overall")?.value).toBeCloseTo(562 / 1495, 12);
  });
});
