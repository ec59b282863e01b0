import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, it } from "vitest";
import { createRedactor } from "#/evaluation/endpoints/errors/redact.ts";
import { type Readings, readReply } from "#/evaluation/endpoints/replies/read-reply.ts";
import { withoutPythonNumbers } from "#/evaluation/json/python-numbers.ts";
import { isRefusal } from "#/evaluation/tasks/answer-text/detect-refusal.ts";
import { plainText } from "#/evaluation/tasks/answer-text/plain-text.ts";
import { sampledWord } from "#/evaluation/tasks/assessment/request/sampled-word.ts";
import { parseTextRating } from "#/evaluation/tasks/assessment/text-rating.ts";
import { answerAsData } from "#/evaluation/tasks/description/answer-as-data.ts";
import { isContentFree, judgedAnswer } from "#/evaluation/tasks/description/content-free.ts";
import { parseRating } from "#/evaluation/tasks/description/parse-rating.ts";
import { parseAnswer } from "#/evaluation/tasks/perception/parse-answer.ts";
import { readSourceFiles } from "#/scripts/structure/source-file.ts";
import { attacksOn } from "#/test/patterns/attack-texts.ts";
import { mostPerDoubling, perDoubling } from "#/test/patterns/doubling.ts";
import { findPatterns } from "#/test/patterns/find-patterns.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));
const apiKey = "sk-0123456789abcdef";
const redact = createRedactor(apiKey);
const options = ["High", "Low", "Motion blur", "Yes"];

function readAs(as: keyof Readings, body: string, status = 200): unknown {
  try {
    return readReply(as, { status, headers: {}, body }, redact, ["good", "poor"]);
  } catch (error) {
    return error;
  }
}

const readers: readonly (readonly [what: string, read: (text: string) => unknown])[] = [
  ["an answer to a question", (text) => parseAnswer(text, options)],
  ["a refusal", (text) => isRefusal(plainText(text))],
  ["a judge's rating", (text) => parseRating(text, 2)],
  ["a rating from 0 to 100", parseTextRating],
  ["one of two words", (text) => sampledWord(text, ["good", "poor"])],
  ["a description", (text) => [isContentFree(judgedAnswer(text)), answerAsData(text)]],
  ["numbers of Python", withoutPythonNumbers],
  [
    "a chat completion",
    (text) =>
      readAs("openai", JSON.stringify({ choices: [{ message: { content: text, reasoning: text } }] })),
  ],
  [
    "an error",
    (text) => readAs("gemini", JSON.stringify({ error: { message: text, code: text, type: text } }), 400),
  ],
  ["no JSON", (text) => readAs("anthropic", text)],
];

/** What texts of strangers are made of, apart from what the patterns' own syntax gives. */
const bits = [
  "->",
  "so ",
  "the answer is B. ",
  "(A) ",
  "Option B is correct. ",
  "A. High\nB. Low\n",
  "B\n",
  "<think>",
  "</think>",
  "\\boxed{",
  "[[[[",
  '{"score":',
  "score: 1\n",
  "73/100 ",
  "\ufdfa",
  "İ",
  "\u001b[",
  "NaN",
  '"NaN',
  '""',
  '\\"',
  apiKey,
  `${apiKey.slice(0, 6)}**`,
  "http://10.0.0.1:8/",
  "不",
  "\ud800",
  "\u0301",
  "\u0301\u0316",
];
let pumps: readonly string[] = [];

beforeAll(async () => {
  const files = (await readSourceFiles(root)).filter(({ path }) => /^evaluation\/(?!.*\.test\.)/.test(path));
  const attacks = files.flatMap((file) =>
    findPatterns(file).written.flatMap(({ pattern }) => attacksOn(pattern)),
  );
  pumps = [...new Set([...bits, ...attacks.map(({ pump }) => pump)])];
});

const sizes = [12_500, 25_000, 50_000, 100_000];

function filled(pump: string, size: number): string {
  return pump.repeat(Math.ceil(size / pump.length)).slice(0, size);
}

/** A rough look, to choose by. */
function slowest(
  read: (text: string) => unknown,
  size: number,
  among: readonly string[],
  most: number,
): string[] {
  const timed = among.map((pump) => {
    const text = filled(pump, size);
    const startedAt = performance.now();
    read(text);
    return { pump, ms: performance.now() - startedAt };
  });
  return timed
    .toSorted((a, b) => b.ms - a.ms)
    .slice(0, most)
    .map(({ pump }) => pump);
}

/** The texts by which the time grows too fast, among those that take longest. */
function superlinear(read: (text: string) => unknown): string[] {
  for (let time = 0; time < 100; time += 1) read("The answer is (B). Score: 2");
  const candidates = [...bits, ...slowest(read, 1_500, pumps, 40)];
  return slowest(read, 25_000, [...new Set(candidates)], 4).flatMap((pump) => {
    const growth = perDoubling((size) => {
      const text = filled(pump, size);
      return () => read(text);
    }, sizes);
    return growth > mostPerDoubling
      ? [`${JSON.stringify(pump)}: ${growth.toFixed(1)} × the time for twice the text`]
      : [];
  });
}

describe("text of a stranger", { timeout: 120_000 }, () => {
  it.each(readers)("is read in linear time as %s", (_what, read) => {
    expect(superlinear(read)).toEqual([]);
  });

  it("is found to take longer by a reader planted here, which looks for every mark up to the end", () => {
    const planted = (text: string) => {
      let found = 0;
      for (let at = text.indexOf('"'); at !== -1; at = text.indexOf('"', at + 1)) {
        found = Math.max(found, text.indexOf("\\", at));
      }
      return found;
    };
    expect(superlinear(planted)).not.toEqual([]);
  });
});

const logprob = (index: number) => ({ token: `t${index}`, logprob: -1 - index / 1e6 });
const many = <One>(size: number, one: (index: number) => One) =>
  Array.from({ length: size }, (_, index) => one(index));
const said = { message: { content: "B" } };

const lists: readonly (readonly [what: string, as: keyof Readings, body: (size: number) => unknown])[] = [
  ["positions", "openai", (size) => ({ choices: [{ ...said, logprobs: { content: many(size, logprob) } }] })],
  [
    "candidates",
    "openai",
    (size) => ({
      choices: [{ ...said, logprobs: { content: [{ ...logprob(0), top_logprobs: many(size, logprob) }] } }],
    }),
  ],
  [
    "named candidates",
    "openai",
    (size) => ({
      choices: [
        {
          ...said,
          logprobs: {
            tokens: ["good"],
            token_logprobs: [-1],
            top_logprobs: [Object.fromEntries(many(size, (index) => [`t${index}`, -1]))],
          },
        },
      ],
    }),
  ],
  ["choices", "openai", (size) => ({ choices: many(size, () => said) })],
  [
    "parts",
    "openai",
    (size) => ({ choices: [{ message: { content: many(size, () => ({ type: "text", text: "B" })) } }] }),
  ],
  [
    "blocks",
    "anthropic",
    (size) => ({ type: "message", content: many(size, () => ({ type: "text", text: "B" })) }),
  ],
  [
    "candidates",
    "gemini",
    (size) => ({ candidates: many(size, () => ({ content: { parts: [{ text: "B" }] } })) }),
  ],
  ["listed models", "listed-models", (size) => ({ data: many(size, (index) => ({ id: `m${index}` })) })],
  ["faults", "openai", (size) => ({ choices: [{ message: { content: many(size, () => ({})) } }] })],
];

describe("a reply of a stranger", { timeout: 60_000 }, () => {
  it.each(lists)("is read in linear time with many %s as %s", (_what, as, body) => {
    const growth = perDoubling(
      (size) => {
        const text = JSON.stringify(body(size));
        return () => readAs(as, text);
      },
      [1_000, 2_000, 4_000, 8_000, 16_000],
    );
    expect(growth).toBeLessThanOrEqual(mostPerDoubling);
  });
});
