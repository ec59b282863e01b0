import { createHash } from "node:crypto";
import { readdirSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openSource, type SourceOptions } from "#/features/dataset-import/sources/open-source.ts";
import { sharedData } from "#/test/shared-data.ts";

let folder = "";
const pictures: Record<string, string> = {};
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "q-bench-board-tsv-"));
  for (const [name, r] of [
    ["P", 10],
    ["Q", 120],
    ["R", 240],
  ] as const) {
    const noise = { type: "gaussian" as const, mean: r, sigma: 9 };
    const bytes = await sharp({ create: { width: 16, height: 16, channels: 3, background: "#000", noise } })
      .png()
      .toBuffer();
    pictures[name] = bytes.toString("base64");
  }
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Puts pictures in place of `<P>`, `<Q>` and `<R>`. */
function filled(text: string): string {
  return text.replace(/<([PQR])>/g, (_, name: string) => pictures[name] ?? "");
}

async function readFile(path: string, options: SourceOptions = {}) {
  const source = await openSource("vlmevalkit", path, options);
  const shown: string[][] = source.items.map(() => []);
  const problems = source.problems.map(({ at, reason }) => `${at}: ${reason}`);
  if (problems.length === 0) {
    for await (const { bytes, at, places } of source.embeddedImages?.() ?? []) {
      if (typeof bytes === "string") problems.push(`${at}: ${bytes}`);
      else
        for (const { item, place } of places)
          shown[item]?.splice(place === "first" ? 0 : 1, 0, nameOf(bytes));
    }
  }
  return { ...source, shown, problems };
}

function nameOf(bytes: Uint8Array): string {
  const base64 = Buffer.from(bytes).toString("base64");
  return Object.keys(pictures).find((name) => pictures[name] === base64) ?? base64;
}

async function read(rows: readonly string[], options: SourceOptions = {}) {
  const path = join(folder, "set.tsv");
  const lines = rows.map((row) => filled(row));
  await writeFile(
    path,
    `${["index\timage\tquestion\tA\tB\tC\tD\tanswer\tcategory\tsplit", ...lines].join("\n")}\n`,
  );
  return readFile(path, options);
}

const question = (index: string, image: string, rest = "Sharp?\tYes\tNo\t\t\tA\t\t") =>
  `${index}\t${image}\t${rest}`;

const shown: [what: string, cells: Record<string, string>, pictures: string[][]][] = [
  ["plain base64", { a: "<P>", b: "<Q>" }, [["P"], ["Q"]]],
  [
    "a data URL",
    { a: "data:image/png;base64,<P>", b: "data:image/jpeg;charset=x;base64,<Q>" },
    [["P"], ["Q"]],
  ],
  ["a list of one", { a: "['<P>']", b: "<Q>" }, [["P"], ["Q"]]],
  ["a list of two, as Python writes it", { a: "['<P>', '<Q>']" }, [["P", "Q"]]],
  ["a list of two, as JSON", { a: '"[""<P>"",""<Q>""]"' }, [["P", "Q"]]],
  ["a list without blanks", { a: "['<P>','<Q>']" }, [["P", "Q"]]],
  ["a list of data URLs", { a: "['data:image/png;base64,<P>', 'data:image/png;base64,<R>']" }, [["P", "R"]]],
  ["the same picture twice", { a: "['<P>', '<P>']" }, [["P", "P"]]],
  ["the picture of a row before", { 0: "<P>", 1: "0" }, [["P"], ["P"]]],
  ["the picture of a row after", { 7: "12", 12: "<Q>" }, [["Q"], ["Q"]]],
  ["one picture for many", { 0: "<P>", 1: "0", 2: "0", 3: "<Q>" }, [["P"], ["P"], ["P"], ["Q"]]],
  ["a reference to a reference", { 0: "<P>", 1: "0", 2: "1" }, [["P"], ["P"], ["P"]]],
  [
    "a reference to a list",
    { 0: "['<P>', '<Q>']", 1: "0" },
    [
      ["P", "Q"],
      ["P", "Q"],
    ],
  ],
  ["references in a list", { 0: "<P>", 1: "<Q>", 2: "['1', '0']" }, [["P"], ["Q"], ["Q", "P"]]],
  ["indices that are names", { "cat-1": "<P>", "cat-2": "cat-1" }, [["P"], ["P"]]],
  ["no picture", { 0: "", 1: "<P>", 2: "nan" }, [[], ["P"], []]],
  ["lines of base64", { 0: '"<P>\n"' }, [["P"]]],
];

describe("pictures in a TSV that are read", () => {
  it.each(shown)("%s", async (_, cells, expected) => {
    const found = await read(Object.entries(cells).map(([index, image]) => question(index, image)));
    expect(found.problems).toEqual([]);
    expect(found.shown).toEqual(expected);
    expect(found.items.map(({ secondPath }) => secondPath !== null)).toEqual(
      expected.map(({ length }) => length > 1),
    );
  });
});

const refused: [what: string, cells: Record<string, string>, reason: RegExp][] = [
  ["three pictures", { 0: "['<P>', '<Q>', '<R>']" }, /row 1.image: .*3 pictures/],
  ["a reference to nothing", { 0: "<P>", 1: "17" }, /row 2.image: .*17/],
  ["a reference to itself", { 0: "0" }, /row 1.image: .*itself/],
  ["references in a circle", { 0: "1", 1: "2", 2: "0", 3: "<P>" }, /row 1.image: .*itself/],
  ["a reference to a row without a picture", { 0: "", 1: "0" }, /row 2.image: .*no picture/],
  [
    "a reference by way of ten others",
    Object.fromEntries(
      Array.from({ length: 12 }, (_, row) => [`r${row}`, row === 11 ? "<P>" : `r${row + 1}`]),
    ),
    /row 1.image: .*too many others/,
  ],
  ["a list that is cut off", { 0: "['<P>', '<Q>" }, /row 1.image: .*list/],
  ["a list without quotes", { 0: "[<P>, <Q>]" }, /row 1.image: .*list/],
  ["blanks in place of plus signs", { 0: "<P> <Q>" }, /row 1.image: is not base64/],
  ["the URL-safe alphabet", { 0: "<P>".replace("<P>", "<P>_-__") }, /row 1.image: is not base64/],
  ["base64 that is cut off", { 0: "<P>A" }, /row 1.image: is not base64/],
  ["signs that are none of base64", { 0: "<P>****" }, /row 1.image: is not base64/],
  ["padding in the middle", { 0: "QUJD====<P>" }, /row 1.image: is not base64/],
  ["a data URL without base64", { 0: "data:image/png,%89PNG<P>" }, /row 1.image: .*base64/],
  ["an address", { 0: `https://example.org/${"a".repeat(60)}.png` }, /row 1.image: .*address/],
  ["a picture in bad base64 in a list", { 0: "['<P>', '<Q>!!!!']" }, /row 1.image: is not base64/],
];

describe("pictures in a TSV that are refused", () => {
  it.each(refused)("%s", async (_, cells, reason) => {
    const { problems } = await read(Object.entries(cells).map(([index, image]) => question(index, image)));
    expect(problems.join("\n")).toMatch(reason);
  });
});

const optionCells: [cells: string, expected: string[] | null][] = [
  ["Yes\tNo\tnan\tnan", ["Yes", "No"]],
  ["Yes\tNo\tNaN\t", ["Yes", "No"]],
  ["Yes\tNo\t#N/A\t#N/A", ["Yes", "No"]],
  ["Yes\tNo\tN/A\tn/a", ["Yes", "No"]],
  ["Yes\tNo\t<NA>\t-nan", ["Yes", "No"]],
  ["Yes\tNo\t#NA\t-NaN", ["Yes", "No"]],
  ["Yes\tNo\tNULL\tnull", ["Yes", "No"]],
  ["Yes\tNo\t#N/A N/A\t1.#QNAN", ["Yes", "No"]],
  ["Yes\tNo\t nan \t", ["Yes", "No"]],
  ["Yes\tNo\tNone\t", ["Yes", "No", "None"]],
  ["Blur\tNoise\tNone\tnan", ["Blur", "Noise", "None"]],
  ["Nan\tBanana\t\t", ["Nan", "Banana"]],
  ["NA\tEU\t\t", ["NA", "EU"]],
  ["Yes\tnan\tNo\t", null],
  ["nan\tnan\tnan\tnan", null],
  ["Yes\t\t\t", null],
];

describe("options of a TSV", () => {
  it.each(optionCells)("%j", async (cells, expected) => {
    const { items, problems } = await read([question("0", "<P>", `Sharp?\t${cells}\tA\t\t`)]);
    if (expected === null) expect(problems).toEqual([expect.stringContaining("row 1")]);
    else expect([problems, items[0]?.options]).toEqual([[], expected]);
  });
});

it("takes no answer from a cell that says there is none", async () => {
  const rows = ["nan", "N/A", ""].map((answer, index) =>
    question(`${index}`, "", `Sharp?\tYes\tNo\t\t\t${answer}\t\t`),
  );
  const { items, problems } = await read(rows);
  expect([problems, items.map(({ correctOption }) => correctOption)]).toEqual([[], [null, null, null]]);
});

it("keeps the category, and reads one split with pictures of the others", async () => {
  const rows = [
    question("0", "<P>", "Sharp?\tYes\tNo\t\t\tA\tsharpness\tdev"),
    question("1", "0", "Noisy?\tYes\tNo\t\t\tB\tnoise\ttest"),
    question("2", "<Q>", "Dull?\tYes\tNo\t\t\tB\tnan\ttest"),
  ];
  const all = await read(rows);
  expect(all.items.map(({ subset }) => subset)).toEqual(["sharpness", "noise", null]);
  expect(all.notes?.join()).toMatch(/dev 1, test 2.*--split/);
  const test = await read(rows, { split: "test" });
  expect(test.items.map(({ key }) => key)).toEqual(["1", "2"]);
  expect(test.shown).toEqual([["P"], ["Q"]]);
});

it.runIf(sharedData)("reads the pictures of the shared cases", async () => {
  const cases = join(String(sharedData), "cases", "pictures-in-tsv");
  const hashes = (shown: Awaited<ReturnType<typeof readFile>>) =>
    shown.shown.map((names) =>
      names.map((name) => createHash("sha256").update(name).digest("hex").slice(0, 4)),
    );
  expect(readdirSync(cases).sort()).toEqual(["data-url.tsv", "nan-options.tsv", "pair-list.tsv", "ref.tsv"]);
  const url = await readFile(join(cases, "data-url.tsv"));
  expect([url.problems, url.shown.map(({ length }) => length)]).toEqual([[], [1, 1]]);
  const pair = await readFile(join(cases, "pair-list.tsv"));
  expect([pair.problems, pair.shown[0]?.length]).toEqual([[], 2]);
  const reference = await readFile(join(cases, "ref.tsv"));
  expect(reference.problems).toEqual([]);
  const [first, second, third] = hashes(reference);
  expect(second).toEqual(first);
  expect(third).not.toEqual(first);
  const options = await readFile(join(cases, "nan-options.tsv"));
  expect(options.items.map((item) => item.options.length)).toEqual([2, 2]);
});
