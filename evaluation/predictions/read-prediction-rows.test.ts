import { gzipSync } from "node:zlib";
import { strToU8, zipSync } from "fflate";
import { describe, expect, it } from "vitest";
import type { ByteSource } from "#/evaluation/predictions/byte-source.ts";
import type { PredictionRow } from "#/evaluation/predictions/prediction-row.ts";
import { defaultReadLimits } from "#/evaluation/predictions/read-limits.ts";
import { readPredictionRows } from "#/evaluation/predictions/read-prediction-rows.ts";
import { workbook } from "#/test/workbook.ts";

async function rowsOf(source: ByteSource | string, limits = defaultReadLimits) {
  const bytes = typeof source === "string" ? Buffer.from(source) : source;
  const rows: PredictionRow[] = [];
  for await (const batch of readPredictionRows(bytes, "the file", limits)) rows.push(...batch);
  return rows;
}

async function* oneByOne(text: string): AsyncGenerator<Uint8Array> {
  for (const byte of Buffer.from(text)) yield Uint8Array.of(byte);
}

const two = [
  { path: 'a"}{\\.jpg', d: -1.5e2 },
  { path: "ü😀.jpg", d: null, deep: { list: [{}, [1]] } },
];
const [first = "", second = ""] = two.map((record) => JSON.stringify(record));

describe("JSON", () => {
  it.each([
    ["objects without separators", `${first}${second}`, [1, 1]],
    ["lines, a byte order mark, CRLF", `\ufeff${first}\r\n\r\n${second}\r\n`, [1, 3]],
    ["an array", `[\n${first},\n${second}\n]`, [2, 3]],
    ["two arrays", `[${first}]\n[${second}]`, [1, 2]],
    ["pretty-printed", JSON.stringify(two, null, 2), [2, 6]],
  ])("reads %s, whole or byte by byte", async (_, text, lines) => {
    for (const source of [text, oneByOne(text), gzipSync(text)]) {
      const rows = await rowsOf(source);
      expect(rows.map(({ record }) => record)).toEqual(two);
      expect(rows.map(({ line, object }) => [line, object])).toEqual([
        [lines[0], 1],
        [lines[1], 2],
      ]);
    }
  });

  it("reads Python's NaN and infinities as null, and leaves texts alone", async () => {
    const [row] = await rowsOf('{"a": NaN, "b": [-Infinity, Infinity], "c": "NaN \\" Infinity"}');
    expect(row?.record).toEqual({ a: null, b: [null, null], c: 'NaN " Infinity' });
  });

  it.each([
    ['{"a":1}\n{"b":', "ends inside the object that starts on line 2"],
    ['[{"a":1}\n', "ends before its list is closed"],
    ['{"a":1}\n17', 'has "1" on line 2 where an object'],
    ['{"a":1}\n{"b" 2}', "line 2 (object 2): not a JSON object"],
    ['[[{"a":1}]]', 'has "[" on line 1'],
    ["[]", "holds no rows"],
  ])("refuses %j", async (text, message) => {
    await expect(rowsOf(text)).rejects.toMatchObject({
      code: "bad-input",
      message: expect.stringContaining(message),
    });
  });

  it("refuses text that is not UTF-8, deep nesting within bounds, and very long objects", async () => {
    const latin = Buffer.from('{"path":"\u00fc"}', "latin1");
    await expect(rowsOf(latin)).rejects.toMatchObject({ message: expect.stringContaining("not UTF-8") });
    const deep = `{"a":${"[".repeat(400_000)}${"]".repeat(400_000)}}`;
    const outcome = await rowsOf(deep).then(
      () => "read",
      (error) => error.code,
    );
    expect(["read", "bad-input"]).toContain(outcome);
    const long = `{"a":"${"x".repeat(2 ** 20)}"}`;
    await expect(rowsOf(long)).rejects.toMatchObject({ code: "too-large" });
    await expect(
      rowsOf(oneByOne(`{"a":"${"x".repeat(2000)}`), { ...defaultReadLimits, rowBytes: 1000 }),
    ).rejects.toMatchObject({ code: "too-large" });
  });
});

describe("tables", () => {
  it.each([
    ["CSV", 'img_path,"a, b",score\nx.jpg,"say ""hi""\nthere",1\n\ny.jpg,,2\n'],
    ["TSV", '\ufeffimg_path\ta, b\tscore\r\nx.jpg\t"say ""hi""\nthere"\t1\r\ny.jpg\t\t2'],
    ["semicolons", 'img_path;a, b;score\nx.jpg;"say ""hi""\nthere";1\ny.jpg;;2'],
  ])("reads %s", async (_, text) => {
    const rows = await rowsOf(oneByOne(text));
    expect(rows.map(({ record }) => record)).toEqual([
      { img_path: "x.jpg", "a, b": 'say "hi"\nthere', score: "1" },
      { img_path: "y.jpg", "a, b": "", score: "2" },
    ]);
  });

  it("counts lines from the header's", async () => {
    const rows = await rowsOf("a,b\n1,2\n3,4\n");
    expect(rows.map(({ line }) => line)).toEqual([2, 3]);
  });

  it.each([
    ["a,b\n1,2\n3\n", "line 3"],
    ["a,a\n1,2\n", 'two columns named "a"'],
    ["a,b\n", "holds no rows"],
    ["just a line", "neither JSON nor a table"],
    [" \n", "is empty"],
    ["a\0,b", "binary"],
  ])("refuses %j", async (text, message) => {
    await expect(rowsOf(text)).rejects.toMatchObject({
      code: "bad-input",
      message: expect.stringContaining(message),
    });
  });
});

describe("XLSX", () => {
  it("reads the first sheet by its relation, gaps, types and row numbers included", async () => {
    const file = workbook([
      ["index", null, "prediction"],
      [0, "unnamed", "A & <B>"],
      [],
      [1, null, null],
      [2, null, 7],
    ]);
    for (const source of [file, gzipSync(file)]) {
      const rows = await rowsOf(source);
      expect(rows.map(({ line, record }) => [line, record])).toEqual([
        [2, { index: 0, prediction: "A & <B>" }],
        [4, { index: 1, prediction: null }],
        [5, { index: 2, prediction: 7 }],
      ]);
    }
  });

  it("refuses damaged files, other zip files and old Excel files", async () => {
    const file = workbook([
      ["a", "b"],
      [1, 2],
    ]);
    const broken = zipSync({ "xl/worksheets/sheet1.xml": strToU8("<worksheet><row><c></row>") });
    for (const source of [broken, file.slice(0, 90), zipSync({ "a.txt": strToU8("a") })]) {
      await expect(rowsOf(source)).rejects.toMatchObject({ code: "bad-input" });
    }
    const old = Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0, 0);
    await expect(rowsOf(old)).rejects.toMatchObject({ message: expect.stringContaining(".xls") });
  });
});

describe("limits", () => {
  it("stops a gzip bomb and a zip bomb at the cap, without unpacking them", { timeout: 60_000 }, async () => {
    const part = Buffer.alloc(10 * 2 ** 20, " ");
    const gzip = Buffer.concat([gzipSync("{}"), ...new Array(20).fill(gzipSync(part))]);
    const sheet = Buffer.concat([
      Buffer.from("<worksheet>"),
      ...new Array(8).fill(Buffer.alloc(10 * 2 ** 20, "<x/>")),
    ]);
    const zip = zipSync({ "xl/worksheets/sheet1.xml": sheet });
    expect(gzip.length + zip.length).toBeLessThan(500_000);
    const before = process.memoryUsage().rss;
    await expect(rowsOf(gzip)).rejects.toMatchObject({ code: "too-large" });
    await expect(rowsOf(zip)).rejects.toMatchObject({ code: "too-large" });
    expect(process.memoryUsage().rss - before).toBeLessThan(200 * 2 ** 20);
  });

  it("refuses ten million lines, large files, and gzip in gzip or cut short", {
    timeout: 60_000,
  }, async () => {
    const lines = Buffer.concat(new Array(100).fill(gzipSync("{}\n".repeat(100_000))));
    await expect(rowsOf(lines)).rejects.toMatchObject({
      code: "too-large",
      message: "the file holds more than 200,000 rows. Send one row per item.",
    });
    const small = { ...defaultReadLimits, packedBytes: 10 };
    await expect(rowsOf('{"a":12345}', small)).rejects.toMatchObject({ code: "too-large" });
    const packed = gzipSync("{}");
    await expect(rowsOf(gzipSync(packed))).rejects.toMatchObject({ code: "bad-input" });
    await expect(rowsOf(packed.subarray(0, 12))).rejects.toMatchObject({ code: "bad-input" });
  });

  it("lets go of its source when it refuses or is left", async () => {
    let closed = 0;
    async function* endless(text: string) {
      try {
        for (;;) yield Buffer.from(text);
      } finally {
        closed++;
      }
    }
    await expect(rowsOf(endless("just words "))).rejects.toMatchObject({ code: "bad-input" });
    for await (const _ of readPredictionRows(endless("{}"), "the file")) break;
    expect(closed).toBe(2);
  });
});
