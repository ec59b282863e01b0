import { gzipSync } from "node:zlib";
import { zipSync } from "fflate";
import { describe, expect, it } from "vitest";
import type { ByteSource } from "#/evaluation/predictions/byte-source.ts";
import type { PredictionRow } from "#/evaluation/predictions/prediction-row.ts";
import { readAssessmentPredictions } from "#/evaluation/predictions/read-assessment-predictions.ts";
import { defaultReadLimits } from "#/evaluation/predictions/read-limits.ts";
import { readPredictionRows } from "#/evaluation/predictions/read-prediction-rows.ts";
import { AppError } from "#/lib/errors.ts";
import { rawWorkbook, sheetOf } from "#/test/workbook.ts";

const mebibyte = 2 ** 20;
const tight = { ...defaultReadLimits, unpackedBytes: 4 * mebibyte };

async function rowsOf(source: ByteSource | string, limits = defaultReadLimits): Promise<PredictionRow[]> {
  const bytes = typeof source === "string" ? Buffer.from(source) : source;
  const rows: PredictionRow[] = [];
  for await (const batch of readPredictionRows(bytes, "the file", limits)) rows.push(...batch);
  return rows;
}

/** A refusal is an AppError that names the file and repeats little of it, however much there was. */
async function refusalOf(reading: Promise<unknown>): Promise<AppError> {
  const error = await reading.then(
    () => expect.fail("It was read."),
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(AppError);
  const { message, fields } = error as AppError;
  for (const words of [message, ...(fields?.file ?? [])]) {
    expect(words.length).toBeLessThan(500);
    expect(words).not.toMatch(/(.)\1{60}/);
    expect(words.isWellFormed()).toBe(true);
  }
  expect(message).toMatch(/^the file/);
  return error as AppError;
}

async function expectRefusal(source: ByteSource | string, words: RegExp, limits = defaultReadLimits) {
  expect((await refusalOf(rowsOf(source, limits))).message).toMatch(words);
}

/** Changes bytes of an archive, counted from a signature's first place. */
function tampered(archive: Uint8Array, signature: number, at: number, bytes: number[]): Buffer {
  const copy = Buffer.from(archive);
  const mark = Buffer.alloc(4);
  mark.writeUInt32LE(signature);
  copy.set(bytes, copy.indexOf(mark) + at);
  return copy;
}

const row = (index: number, cell: string) => `<row><c><v>${index}</v></c>${cell}</row>`;
const inline = (text: string) => `<c t="inlineStr"><is><t>${text}</t></is></c>`;
const shared = '<c t="s"><v>0</v></c>';

describe("a workbook", () => {
  it("counts a shared text wherever it is used", async () => {
    const strings = `<si><t>${"->".repeat(20_000)}</t></si>`;
    const many = Array.from({ length: 2000 }, (_, index) => row(index, shared)).join("");
    await expectRefusal(sheetOf(many, strings), /more than 4 MiB of text together/, tight);
    const few = await rowsOf(sheetOf(row(7, shared) + row(8, shared), strings), tight);
    expect(few.map(({ record }) => [record.index, String(record.response).length])).toEqual([
      [7, 40_000],
      [8, 40_000],
    ]);
    const beside = `<row><c><v>1</v></c><c><v>2</v></c>${shared.repeat(400)}</row>`;
    expect(await rowsOf(sheetOf(beside, strings), tight)).toHaveLength(1);
  });

  it.each([
    ["a cell of 2 MiB", sheetOf(row(1, inline("x".repeat(2 * mebibyte))))],
    ["two cells that are too much together", sheetOf(`<row>${inline("x".repeat(600_000)).repeat(2)}</row>`)],
    [
      "a text in pieces",
      sheetOf(row(1, `<c t="inlineStr"><is>${`<t>${"x".repeat(9000)}</t>`.repeat(200)}</is></c>`)),
    ],
    ["letters of three bytes", sheetOf(row(1, inline("是".repeat(400_000))))],
  ])("refuses %s with its line", async (_, file) => {
    await expectRefusal(file, /the row on line 2 is larger than 1024 KiB/);
  });

  it("refuses a shared text longer than a row, and too many of them", async () => {
    const strings = `<si/><si><t>${"x".repeat(2 * mebibyte)}</t></si>`;
    await expectRefusal(sheetOf("", strings), /text 2 of its shared strings is larger than 1024 KiB/);
    await expectRefusal(sheetOf("", "<si/>".repeat(1_000_001)), /more than 1,000,000 different texts/);
  }, 60_000);

  it("keeps no cell beyond its header, and refuses a header without end", async () => {
    const beyond = '<row><c r="A9"><v>1</v></c><c r="XFD9"><v>2</v></c></row>';
    const rows = await rowsOf(sheetOf(beyond.repeat(50_000)));
    expect(rows).toHaveLength(50_000);
    expect(rows[0]?.record).toEqual({ index: 1, response: null });
    const header = '<worksheet><row><c r="XFD1"><v>1</v></c></row></worksheet>';
    await expectRefusal(
      rawWorkbook({ "xl/worksheets/sheet1.xml": header }),
      /a header of more than 512 columns/,
    );
  }, 60_000);

  it("counts rows itself where their numbers lie", async () => {
    const lies = ["999999999", "abc", "-1", "3", "7", "7", "1e9", "00000000000000000009"];
    const rows = await rowsOf(sheetOf(lies.map((r) => `<row r="${r}"><c><v>1</v></c></row>`).join("")));
    expect(rows.map(({ line }) => line)).toEqual([2, 3, 4, 5, 7, 8, 9, 10]);
  });

  it.each([
    ["deep elements", "<a>t".repeat(100_000), /nested more than 64 deep/],
    [
      "attributes without end",
      `<a ${Array.from({ length: 100_000 }, (_, n) => `a${n}="1"`).join(" ")}/>`,
      /more than 256 attributes/,
    ],
    ["a comment of 5 MiB", `<!--${"x".repeat(5 * mebibyte)}-->`, /text or comment of more than 4 MiB/],
    ["an attribute of 5 MiB", `<a b="${"x".repeat(5 * mebibyte)}"/>`, /text or comment of more than 4 MiB/],
    ["a name of 1 MiB that is not closed", `<${"x".repeat(mebibyte)}></y>`, /damaged XLSX file/],
    ["entities of its own", "&lol;", /damaged XLSX file/],
    ["rows without end", "<row/>".repeat(1_048_577), /more than 1,048,576 rows/],
  ])(
    "refuses %s",
    async (_, xml, words) => {
      await expectRefusal(sheetOf(xml), words);
    },
    60_000,
  );

  it("does not look at the parts that it does not need, and not long at the others", async () => {
    const parts = {
      "xl/media/image1.png": "x".repeat(9 * mebibyte),
      "xl/workbook.xml": `<w>${'<sheet r:id="r1"/>'.repeat(100_000)}</w>`,
      "xl/_rels/workbook.xml.rels": `<r>${'<Relationship Id="r0" Target="no"/>'.repeat(100_000)}<Relationship Id="r1" Target="worksheets/a.xml"/></r>`,
      "xl/worksheets/a.xml": `<worksheet><row>${inline("index")}</row><row><c><v>5</v></c></row></worksheet>`,
    };
    const limits = { ...defaultReadLimits, workbookBytes: 8 * mebibyte };
    expect((await rowsOf(rawWorkbook(parts), limits)).map(({ record }) => record)).toEqual([{ index: 5 }]);
  }, 60_000);

  it("ends an unpacked part at the cap", async () => {
    const limits = { ...defaultReadLimits, workbookBytes: 8 * mebibyte };
    const file = sheetOf("<x/>".repeat(2 * mebibyte));
    await expectRefusal(file, /unzipped, is larger than 8 MiB/, limits);
  }, 60_000);

  const good = sheetOf(row(1, inline("A")));
  const [localHeader, entry, end] = [0x04034b50, 0x02014b50, 0x06054b50];
  it.each([
    ["that ends early", Buffer.from(good.slice(0, -30)), /damaged/],
    ["whose directory lies beyond its end", tampered(good, end, 16, [0xff, 0xff, 0xff, 0x7f]), /damaged/],
    ["whose directory is longer than the file", tampered(good, end, 12, [0xff, 0xff, 0xff, 0x7f]), /damaged/],
    ["that only says it is a long one", tampered(good, end, 16, [0xff, 0xff, 0xff, 0xff]), /damaged/],
    ["whose entry is no entry", tampered(good, entry, 0, [0]), /damaged/],
    ["whose part lies elsewhere", tampered(good, entry, 42, [99]), /damaged/],
    ["whose part is larger than the file", tampered(good, entry, 20, [0, 0, 0, 1]), /damaged/],
    ["whose packed bytes are none", tampered(good, localHeader, 54, [0xff, 0xff, 0xff]), /damaged/],
    ["packed in an unknown way", tampered(good, entry, 10, [99]), /damaged/],
    ["with a password", tampered(good, entry, 8, [1]), /needs a password/],
  ])("refuses an archive %s", async (_, file, words) => {
    await expectRefusal(file, words);
  });

  it("refuses an archive of very many parts, or with the sheet twice", async () => {
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50);
    const directory = Buffer.concat(new Array(20_001).fill(entry));
    const last = Buffer.from(good.slice(-22));
    last.writeUInt32LE(directory.length, 12);
    last.writeUInt32LE(good.length, 16);
    await expectRefusal(Buffer.concat([good, directory, last]), /more than 20,000 parts/);
    const twice = zipSync({
      "xl/worksheets/a.xml": new Uint8Array(0),
      "xl/worksheets/b.xml": new Uint8Array(0),
    });
    const same = Buffer.from(Buffer.from(twice).toString("latin1").replaceAll("b.xml", "a.xml"), "latin1");
    await expectRefusal(same, /holds xl\/worksheets\/a\.xml twice/);
  }, 60_000);
});

describe("a table", () => {
  it.each([
    [
      "513 columns",
      `${Array.from({ length: 513 }, (_, n) => `c${n}`).join(",")}\n`,
      /header of more than 512 columns/,
    ],
    [
      "a header of 150,000",
      `${Array.from({ length: 150_000 }, (_, n) => n).join(",")}\n`,
      /more than 512 columns/,
    ],
    ["a row of a million", `a,b\n${",".repeat(1_000_000)}\n`, /not a table that can be read: .*line 2/],
    ["a row of 2 MiB", `a,b\n${"x".repeat(2 * mebibyte)},1\n`, /the row on line 2 is larger than 1024 KiB/],
    [
      "a quote that stays open",
      `a,b\n"${"x\n".repeat(mebibyte)}`,
      /the row on line \d+ is larger than 1024 KiB/,
    ],
    ["a long name twice", `${"n".repeat(5000)},${"n".repeat(5000)}\n1,2\n`, /two columns named "n{40}…"/],
    ["half a letter at its end", Buffer.from([0x61, 0x2c, 0x62, 0x0a, 0xe6, 0x98]), /is not UTF-8/],
  ])(
    "refuses %s",
    async (_, text, words) => {
      await expectRefusal(text, words);
    },
    60_000,
  );

  it("reads numbers of a megabyte as the text that they are, in no time that grows with their square", async () => {
    const file = `img_path,score,mos\na.jpg,${"1".repeat(500_000)}x,1\nb.jpg,1,${"1".repeat(500_000)}x\n`;
    const items = ["a.jpg", "b.jpg"].map((imagePath, number) => ({ number, imagePath, mos: null }));
    const reading = readAssessmentPredictions(Buffer.from(file), "the file", {
      items,
      words: ["good", "poor"],
    });
    const { fields } = await refusalOf(reading);
    expect(fields?.file).toEqual([
      `line 2: score is "${"1".repeat(39)}…, not a number`,
      "line 3: mos is not a number",
    ]);
  });
});

describe("JSON", () => {
  const nested = (depth: number) => `{"a":${"[".repeat(depth - 1)}${"]".repeat(depth - 1)}}`;

  it("takes lists in one another to a depth, and no deeper", async () => {
    expect(await rowsOf(nested(64))).toHaveLength(1);
    for (const depth of [65, 100_000, 400_000])
      await expectRefusal(nested(depth), /line 1 .*more than 64 deep/);
    await expectRefusal(`{"a":1}\n${'{"a":'.repeat(100_000)}1`, /line 2 .*more than 64 deep/);
    const brackets = await rowsOf(`{"a":"${"[{".repeat(100)}"}`);
    expect(brackets).toHaveLength(1);
  });

  it("takes many keys, equal keys, long numbers and half surrogates as JSON does", async () => {
    const keys = `{${Array.from({ length: 50_000 }, (_, n) => `"k${n}":${n}`).join(",")}}`;
    const equal = `{${'"a":1,'.repeat(50_000)}"a":2}`;
    const long = `{"a":${"1".repeat(500_000)}}`;
    const [first, second, third, fourth] = await rowsOf(
      `${keys}${equal}${long}{"a":"\\ud800","__proto__":{"a":1}}`,
    );
    expect(Object.keys(first?.record ?? {})).toHaveLength(50_000);
    expect(second?.record).toEqual({ a: 2 });
    expect(third?.record).toEqual({ a: Number.POSITIVE_INFINITY });
    expect(fourth?.record.a).toBe("\ud800");
  });

  it.each([
    ["an object of 2 MiB", `{"a":"${"x".repeat(2 * mebibyte)}"}`, /line 1 is larger than 1024 KiB/],
    ["objects of nothing without end", gzipSync("{}".repeat(300_000)), /more than 200,000 rows/],
    ["half a letter", Buffer.from([0x7b, 0x22, 0xe6, 0x22, 0x3a, 0x31, 0x7d]), /not UTF-8/],
    ["words in a row", `{"a":1}${"x".repeat(100_000)}`, /has "x" on line 1/],
  ])("refuses %s", async (_, file, words) => {
    await expectRefusal(file, words);
  });

  it("names the sender's own words in short", async () => {
    const row = Object.fromEntries(
      Array.from({ length: 500 }, (_, n) => [`logit_${"w".repeat(300)}${n}`, 1]),
    );
    const file = Buffer.from(JSON.stringify({ img_path: "a.jpg", ...row }));
    const reading = readAssessmentPredictions(file, "the file", { items: [], words: ["good", "poor"] });
    expect((await refusalOf(reading)).fields?.file?.[0]).toMatch(/and 494 more\. Name two/);
    const strange = Array.from({ length: 5000 }, (_, n) => ({
      img_path: `${n}${"p".repeat(900)}`,
      score: "s".repeat(900),
    }));
    const items = [{ number: 0, imagePath: "a.jpg", mos: null }];
    const many = Buffer.from(JSON.stringify([{ img_path: "a.jpg", score: 1 }, ...strange]));
    const { fields } = await refusalOf(
      readAssessmentPredictions(many, "the file", { items, words: ["good", "poor"] }),
    );
    expect(fields?.file).toHaveLength(51);
    expect(fields?.file?.at(-1)).toBe("and 4,950 more");
  });
});

describe("gzip", () => {
  it("reads thousands of members as one file, and refuses what is packed twice or grows too large", async () => {
    const members = [..."a,b\n1,2\n", ...Array.from({ length: 5000 }, () => "")].map((text) =>
      gzipSync(text),
    );
    expect((await rowsOf(Buffer.concat(members)))[0]?.record).toEqual({ a: "1", b: "2" });
    await expectRefusal(gzipSync(gzipSync("a,b\n")), /compressed twice/);
    const bomb = Buffer.concat([
      gzipSync("a,b\n"),
      ...new Array(8).fill(gzipSync(Buffer.alloc(mebibyte, "\n"))),
    ]);
    await expectRefusal(bomb, /unpacked, is larger than 4 MiB/, tight);
    const workbook = gzipSync(sheetOf(row(3, inline("A"))));
    expect((await rowsOf(workbook))[0]?.record).toEqual({ index: 3, response: "A" });
  });
});
