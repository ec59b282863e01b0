import { gzipSync } from "node:zlib";
import { beforeAll, describe, expect, it } from "vitest";
import { useScoredByShell } from "#/test/scored-by-shell.ts";
import { jsonLines, letters, questionOf, sixQuestions, table } from "#/test/six-questions.ts";
import { useTestDatabase } from "#/test/test-database.ts";
import { sheetsOf } from "#/test/workbook.ts";

useTestDatabase();

const shell = useScoredByShell();
beforeAll(() => shell.load("six", "llvisionqa", sixQuestions));

const header = ["index", "question", "prediction"];
const rows = letters.map((letter, item) => [item, questionOf(item), letter]);
const objects = letters.map((response, item) => ({ img_path: `s${item}.jpg`, response }));
const concatenated = objects.map((object) => JSON.stringify(object)).join("");
const csv = table(",", header, rows);
const upper = (names: string[]) => names.map((name) => name.toUpperCase());

async function expectRead(content: string | Uint8Array | object) {
  const { refused, overall, coverage } = await shell.score("file", content, "six");
  expect({ refused, overall, coverage }).toEqual({ refused: undefined, overall: 1, coverage: 1 });
}

async function expectRefused(content: string | Uint8Array | object, words: RegExp) {
  expect((await shell.score("file", content, "six")).refused).toMatch(words);
}

describe("tables as spreadsheets write them", () => {
  it.each([
    ["sep= with a semicolon", `sep=;\n${table(";", header, rows)}`],
    ["sep= with a tab", `sep=\t\n${table("\t", header, rows)}`],
    ["sep= with a bar, in quotes, behind a byte order mark", `\ufeff"sep=|"\r\n${table("|", header, rows)}`],
    ["sep= without a separator", `sep=\n${csv}`],
    ["sep= filled up to the width of the table", `sep=,,,\n${csv}`],
    ["SEP= in capitals before an empty line", `SEP=,\n\n${csv}`],
    ["empty lines before the header", `\n\n${csv}`],
    ["a line of commas before the header", `,,\n${csv}`],
    ["empty and blank lines between rows", csv.replaceAll("\n", "\n\n  \n,,\n")],
    ["blanks between commas at the end", `${csv} , ,\t\n`],
    [
      "commas at the end of the header alone",
      csv.replace("prediction\n", "prediction,,\n").replaceAll(/([ABC])\n/g, "$1,,\n"),
    ],
    ["commas at the end of the rows alone", csv.replaceAll(/,([ABC])\n/g, ",$1,,,\n")],
    ["commas at the end of some rows", csv.replace("B\n", "B,\n")],
    ["capitals in the header", table("\t", upper(header), rows)],
    [
      "Capitals In Words",
      table(
        ";",
        ["Img Path", "Response"],
        letters.map((letter, item) => [`s${item}.jpg`, letter]),
      ),
    ],
    ["blanks around the header's names", table(",", [" Index ", " Question", "Prediction "], rows)],
    ["carriage returns", csv.replaceAll("\n", "\r\n")],
    ["gzip of all that", gzipSync(`sep=,\r\n${csv.replace("index", "Index")}\r\n,,\r\n`)],
    [
      "A and a as two columns",
      table(
        ",",
        ["Index", "A", "a", "prediction"],
        letters.map((letter, item) => [item, "x", "y", letter]),
      ),
    ],
  ])("reads %s", async (_, content) => {
    await expectRead(content);
  });

  it.each([
    [
      "a cell too many that says something",
      csv.replace("A\n", "A,,what\n"),
      /line 3.*more cells than the header/,
    ],
    ["a row that ends early", csv.replace(/,A\n/, "\n"), /line 3.*fewer cells than the header/],
    ["a table that is cut in its last row", csv.slice(0, -12), /line 7.*fewer cells/],
    ["a header alone", "Index,Prediction\n,\n\n", /holds no rows/],
    ["a separator line alone", "sep=,\n", /no rows|header/],
    ["two columns of one name in capitals", "Index,INDEX,prediction\n0,0,A\n", /two columns named "INDEX"/],
    ["an open quote", `${csv}6,"What`, /line 8|Quote/],
  ])("refuses %s", async (_, content, words) => {
    await expectRefused(content, words);
  });
});

describe("workbooks", () => {
  const sheet = [header, ...rows];
  it.each([
    ["an empty first sheet", sheetsOf([], sheet)],
    ["two empty sheets", sheetsOf([], [], sheet)],
    ["a first sheet of a title alone", sheetsOf([["Answers of a model"]], sheet)],
    ["a first sheet of a header alone", sheetsOf([header], sheet)],
    [
      "a first sheet of blank texts",
      sheetsOf(
        [
          ["", " "],
          ["", ""],
        ],
        sheet,
      ),
    ],
    ["a sheet after it", sheetsOf(sheet, [["notes"], ["more"]])],
    [
      "blank rows before the header and among the rows",
      sheetsOf([[], ["", ""], header, ...rows.flatMap((cells) => [cells, [" ", null, ""]])]),
    ],
    ["capitals", sheetsOf([["Index", "QUESTION", "Prediction"], ...rows])],
    ["numbers as text", sheetsOf([header, ...rows.map(([item, ...rest]) => [String(item), ...rest])])],
    ["gzip", gzipSync(sheetsOf([], sheet))],
    ["more columns beside the header", sheetsOf([header, ...rows.map((cells) => [...cells, "", null])])],
  ])("reads %s", async (_, content) => {
    await expectRead(content);
  });

  it("refuses one without rows in any sheet", async () => {
    await expectRefused(sheetsOf([], [header], [[""]]), /holds no rows/);
  });
});

const columnsOf = (as: (values: unknown[]) => unknown) => ({
  index: as(letters.map((_, item) => item)),
  prediction: as(letters),
});

describe("JSON in other shapes", () => {
  const many = Array.from({ length: 3000 }, () => ({
    img_path: "s0.jpg",
    response: "B",
    note: "x".repeat(900),
  }));
  it.each([
    ["a list under results", { results: objects }],
    ["a list under a name of one's own", { made_by: "m", my_list: objects }],
    [
      "facts before and after the list",
      { info: { a: [1, 2], b: {} }, tags: ["x", "y"], none: [], predictions: objects, n: 6 },
    ],
    ["a name and a number of its own", { id: "run-7", index: 3, file: "a.json", results: objects }],
    ["texts that look like lists before it", { note: '"results": [{"img_path": "s1.jpg"}]', data: objects }],
    ["pretty-printed", JSON.stringify({ data: objects }, null, 2)],
    [
      "rows that hold lists of objects",
      { samples: objects.map((object) => ({ messages: [{ role: "user" }], ...object })) },
    ],
    ["a list longer than a row may be", { results: [...many, ...objects] }],
    [
      "the same behind a byte order mark in gzip",
      gzipSync(`\ufeff${JSON.stringify({ results: [...many, ...objects] })}`),
    ],
    [
      "keys in capitals",
      objects.map(({ img_path, response }) => ({ Img_Path: img_path, Response: response })),
    ],
    [
      "NaN in a wrapped list",
      JSON.stringify({ results: objects }).replace('"results"', '"loss": NaN, "results"'),
    ],
    [
      "a comma after the last object of a list",
      `[${objects.map((object) => JSON.stringify(object)).join(",")},]`,
    ],
    [
      "rows that hold lists of objects, one a line",
      jsonLines(objects.map((object) => ({ messages: [{ role: "user" }], ...object }))),
    ],
  ])("reads %s", async (_, content) => {
    await expectRead(content);
  });

  it.each([
    [
      "columns of lists",
      columnsOf((values) => values),
      /one object for each row.*columns.*index, prediction/s,
    ],
    ["columns of numbered objects", columnsOf((values) => ({ ...values })), /columns.*index, prediction/s],
    [
      "columns of more than a row may take",
      columnsOf((values) => [...values, ...Array.from({ length: 300_000 }, () => "A")]),
      /larger than 1024 KiB.*one object for each row/s,
    ],
    [
      "pandas' split",
      { columns: ["index", "prediction"], index: [0], data: [[0, "B"]] },
      /one object for each row.*columns, index, data/s,
    ],
    [
      "rows under their names",
      Object.fromEntries(objects.map((object) => [object.img_path, object])),
      /one object for each row.*s0\.jpg, s1\.jpg/s,
    ],
    [
      "answers under the pictures' names",
      Object.fromEntries(objects.map(({ img_path, response }) => [img_path, response])),
      /one object for each row.*s0\.jpg, s1\.jpg/s,
    ],
    [
      "two wrapped lists after one another",
      jsonLines([{ results: objects.slice(3) }, { results: objects }]),
      /one object for each row.*results/s,
    ],
    ["a list in an object in an object", { data: { results: objects } }, /one object for each row.*data/s],
    ["two lists of objects", { first: objects, second: objects }, /two lists of objects.*first.*second/s],
    ["a list of lists", letters.map((letter, item) => [item, letter]), /"\[" on line 1 where an object/],
    ["a list of texts", letters, /where an object/],
    ["a list of lists in an object", { results: [[0, "B"]] }, /one object for each row/],
    ["an object with an empty list", { results: [] }, /one object for each row.*results/s],
    ["a comma after the last field", '{"img_path":"s0.jpg","response":"B",}', /object 1.*not a JSON object/],
  ])("refuses %s and says what is wanted", async (_, content, words) => {
    await expectRefused(content, words);
  });

  it("still takes one object for one row", async () => {
    const one = await shell.score("one.json", { doc_id: 0, resps: [["B"]], filtered_resps: ["B"] }, "six");
    expect(one.coverage).toBe(1 / 6);
    const rated = await shell.score(
      "one.json",
      { img_path: "s0.jpg", messages: [{ role: "user" }], response: "B" },
      "six",
    );
    expect(rated.coverage).toBe(1 / 6);
  });
});

describe("JSON that is cut off", () => {
  const lines = jsonLines(objects);
  const list = JSON.stringify(objects);
  const long = Array.from({ length: 2000 }, () =>
    JSON.stringify({ img_path: "s0.jpg", response: `B${" ".repeat(900)}` }),
  );
  it.each([
    ["at its end, within a text", concatenated.slice(0, -6), 5],
    ["at its end, after a colon", concatenated.slice(0, concatenated.lastIndexOf(':"C"') + 1), 5],
    ["at its end, one object a line", lines.slice(0, lines.length - 9), 5],
    ["in its first object", concatenated.slice(0, 20), 0],
    ["in the middle, within a text", concatenated.slice(0, 65) + concatenated, 1],
    ["in the middle, after a comma", `${concatenated}{"img_path":"s0.jpg",${concatenated}`, 6],
    ["in the middle, within a number", `${concatenated}{"index":1${concatenated}`, 6],
    ["in the middle, one object a line", `${lines}{"img_path":"s0.j\n${lines}`, 6],
    [
      "in the middle, with braces in the texts after it",
      `${concatenated}{"img_path":"s0${concatenated.replaceAll('"B"', '"{B"').replaceAll('"C"', '"C}"')}`,
      6,
    ],
    ["with more than a mebibyte after it", `${concatenated}{"img_path":"s0${long.join("")}`, 6],
    ["in a list", list.slice(0, -9), 5],
    ["in a list, between two objects", list.slice(0, list.indexOf('{"img_path":"s3')), 3],
    ["in a wrapped list", JSON.stringify({ results: objects }).slice(0, -9), 5],
    ["in a wrapped list, between two objects", JSON.stringify({ results: objects }).slice(0, -2), 6],
    ["in a long wrapped list", `{"results":[${long.join(",")},{"img_p`, 2000],
  ])("is refused with the number of the last whole object: %s", async (_, content, whole) => {
    const number =
      whole === 0 ? /No whole object comes before/ : new RegExp(`last whole object is number ${whole}\\b`);
    await expectRefused(content, number);
    await expectRefused(content, /cut off/);
  });
});
