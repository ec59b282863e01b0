import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parseAnswer } from "#/evaluation/tasks/perception/parse-answer.ts";
import { optionLetter } from "#/evaluation/tasks/perception/perception-prompt.ts";
import { sharedData } from "#/test/shared-data.ts";

type Reply = { question: string; options: string[]; reply: string; expected: string | null };

const repliesOf = (name: string): Reply[] =>
  readFileSync(`${sharedData}/replies/${name}.jsonl`, "utf8")
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line));

/** What an expectation allows: letters, or null for no letter. */
const allows = (expected: string | null, letter: string | null) =>
  (expected ?? "unparsed").split("|").some((one) => {
    if (one.startsWith("!")) return letter !== one.slice(1);
    return /^[A-H]$/.test(one) ? letter === one : letter === null;
  });

function readAll(name: string) {
  const rows = repliesOf(name).map((row) => {
    const { option } = parseAnswer(row.reply, row.options, row.question);
    return { ...row, letter: option === null ? null : optionLetter(option) };
  });
  const faults = rows.filter(({ expected, letter }) => !allows(expected, letter));
  const meansLetter = (expected: string | null) => /^!?[A-H]/.test(expected ?? "");
  return {
    right: 1 - faults.length / rows.length,
    wrong: faults.filter(({ letter, expected }) => letter !== null && meansLetter(expected)),
    invented: faults.filter(({ letter, expected }) => letter !== null && !meansLetter(expected)),
    missed: faults.filter(({ letter }) => letter === null),
  };
}

describe.runIf(sharedData)("replies of many models", () => {
  it.each([
    { name: "replies", wrong: 0, invented: 0, right: 0.95 },
    { name: "reported", wrong: 0, invented: 0, right: 0.95 },
    { name: "adversarial", wrong: 1, invented: 2, right: 0.75 },
  ])("$name are read as a reader would", (least) => {
    const read = readAll(least.name);
    expect(read.wrong.slice(least.wrong)).toEqual([]);
    expect(read.invented.slice(least.invented)).toEqual([]);
    expect(read.right).toBeGreaterThanOrEqual(least.right);
  });
});
