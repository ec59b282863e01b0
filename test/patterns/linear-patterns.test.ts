import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { readSourceFiles } from "#/scripts/structure/source-file.ts";
import { attacksOn } from "#/test/patterns/attack-texts.ts";
import { collectBuilt } from "#/test/patterns/built-patterns.ts";
import { type FoundPattern, findPatterns } from "#/test/patterns/find-patterns.ts";
import { worstGrowth } from "#/test/patterns/measure-growth.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));

/** Patterns that may take longer than linear time. Mend a pattern rather than name it here. */
const exceptions: readonly { files: RegExp; because: string }[] = [
  { files: /^(test|bench|e2e)\/|\.test\.tsx?$/, because: "they are no part of the product" },
  {
    files: /^scripts\/(outputs|structure|suites)\/|^scripts\/(structure|test|verify|web-build)\.ts$/,
    because: "they read this repository, and pages of a board that a developer starts",
  },
  { files: /^[^/]+\.config\.(ts|mjs)$/, because: "they read what the build tools and the demo print" },
];

function problems(patterns: readonly FoundPattern[]): string[] {
  return patterns.flatMap(({ place, pattern, isRepeated }) => {
    const growth = worstGrowth(pattern, isRepeated, attacksOn(pattern));
    if (!growth) return [];
    const { perDoubling, attack, milliseconds, characters } = growth;
    const { before, pump, after } = attack;
    const text = `${JSON.stringify(before)} + ${JSON.stringify(pump)} × n + ${JSON.stringify(after)}`;
    const took = `${milliseconds.toFixed(1)} ms at ${characters} characters`;
    return [`${place}: ${pattern} takes ${perDoubling.toFixed(1)} × the time for twice ${text} (${took})`];
  });
}

describe("every regular expression of the product", () => {
  it("takes linear time on texts made from its own syntax", { timeout: 300_000 }, async () => {
    const files = (await readSourceFiles(root)).filter(
      ({ path }) => !path.endsWith(".css") && !exceptions.some((exception) => exception.files.test(path)),
    );
    const found = files.map(findPatterns);
    const built = found.flatMap((file) => file.built);
    const all = [...found.flatMap(({ written }) => written), ...(await collectBuilt(root, built))];
    expect(all.length).toBeGreaterThan(300);
    const distinct = new Map(all.map((one) => [`${one.pattern} ${one.isRepeated}`, one]));
    expect(problems([...distinct.values()])).toEqual([]);
  });
});

it("no other file puts marks in order by itself", async () => {
  const files = (await readSourceFiles(root)).filter(({ path }) => !/\.test\.ts$/.test(path));
  const own = files.filter(({ text }) => /\.normalize\(/.test(text)).map(({ path }) => path);
  // Passwords have a length, and must be hashed as they always were.
  expect(own).toEqual([
    "features/users/password-hash.ts",
    "features/users/password-rule.ts",
    "lib/normalize-text.ts",
  ]);
});

describe("a pattern planted in a file", { timeout: 60_000 }, () => {
  const planted = (text: string) => problems(findPatterns({ path: "planted.ts", text }).written);

  it.each([
    ["restarts at every blank", String.raw`text.replace(/[ \t]+$/g, "")`],
    ["two unbounded parts side by side", String.raw`/^\d+\.?\d*$/.test(text)`],
    ["several ways to repeat the same", "/^(?:a|aa)+$/.test(text)"],
    ["a repetition inside of another", String.raw`/^(?:\w+\s?)*$/.exec(text)`],
    ["restarts behind every tag", String.raw`text.match(/<b>[^]*?<\/b>/)`],
    ["restarts on every line", String.raw`/^<<<REFERENCE\b([\s\S]*?)REFERENCE>>>[ \t]*$/m.exec(text)`],
    ["splits a text", String.raw`text.split(/\s*,\s*/)`],
    [
      "the repair of prediction files that was",
      String.raw`t.replace(/"(?:[^"\\]|\\.)*"|-?\bInfinity\b|\bNaN\b/g, f)`,
    ],
    [
      "the repair of replies that was",
      String.raw`t.replace(/"[^"\\]*(?:\\.[^"\\]*)*"|-?\bInfinity\b|\bNaN\b/g, f)`,
    ],
  ])("is found: %s", (_what, line) => {
    expect(planted(line)).toHaveLength(1);
  });

  it.each([
    ["a string of JSON, closed or not", String.raw`t.replace(/"(?:[^"\\]|\\[^])*"?|NaN/g, f)`],
    ["one repetition of a class", String.raw`text.replace(/\s+/g, " ")`],
    ["repetitions with an end of their own", String.raw`/^\s*(?:[a-z]+\d+)*$/.test(text)`],
  ])("passes: %s", (_what, line) => {
    expect(planted(line)).toEqual([]);
  });
});
