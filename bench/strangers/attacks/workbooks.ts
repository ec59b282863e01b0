import { strToU8, type Zippable, zipSync } from "fflate";
import type { Attack } from "#/bench/strangers/attack.ts";
import type { Stranger } from "#/bench/strangers/stranger.ts";

const sheetPath = "xl/worksheets/sheet1.xml";
const stringsPath = "xl/sharedStrings.xml";
const head = `<row r="1"><c r="A1" t="str"><v>index</v></c><c r="B1" t="str"><v>prediction</v></c></row>`;
const sheet = (rows: string) => strToU8(`<worksheet><sheetData>${head}${rows}</sheetData></worksheet>`);
const rowsOf = (count: number, cell: (row: number) => string) =>
  Array.from(
    { length: count },
    (_, row) => `<row r="${row + 2}"><c r="A${row + 2}"><v>${row}</v></c>${cell(row + 2)}</row>`,
  ).join("");
const strings = (texts: string) => strToU8(`<sst>${texts}</sst>`);
const packed = (parts: Zippable) => zipSync(parts, { level: 9 });

const sends =
  (build: (stranger: Stranger) => Uint8Array): Attack["prepare"] =>
  (stranger) => {
    const bytes = build(stranger);
    return () => stranger.repeat(2, () => stranger.upload(bytes, { name: "answers.xlsx" }));
  };

export const workbooks: Attack[] = [
  {
    name: "xlsx-shared-string",
    kind: "workbook",
    what: "one shared string of 64 kB in every row: a kilobyte of workbook",
    isQuick: true,
    prepare: sends(({ stage: context }) =>
      packed({
        [sheetPath]: sheet(rowsOf(context.fileSetItems, (row) => `<c r="B${row}" t="s"><v>0</v></c>`)),
        [stringsPath]: strings(`<si><t>${"-&gt;".repeat(2 ** 15)}</t></si>`),
      }),
    ),
  },
  {
    name: "xlsx-far-column",
    kind: "workbook",
    what: "1,000 rows with a cell in column XFD, the last one there is",
    prepare: sends(() =>
      packed({
        [sheetPath]: sheet(
          rowsOf(1000, (row) => `<c r="B${row}" t="str"><v>A</v></c><c r="XFD${row}"><v>1</v></c>`),
        ),
      }),
    ),
  },
  {
    name: "xlsx-far-header",
    kind: "workbook",
    what: "16,384 named columns and as many cells in every row",
    prepare: sends(() => {
      const names = Array.from({ length: 16_000 }, (_, n) => `<c t="str"><v>n${n}</v></c>`).join("");
      const cells = "<c><v>1</v></c>".repeat(16_000);
      const rows = Array.from(
        { length: 100 },
        (_, n) => `<row><c><v>${n}</v></c><c t="str"><v>A</v></c>${cells}</row>`,
      ).join("");
      const top = `<row><c t="str"><v>index</v></c><c t="str"><v>prediction</v></c>${names}</row>`;
      return packed({ [sheetPath]: strToU8(`<worksheet><sheetData>${top}${rows}</sheetData></worksheet>`) });
    }),
  },
  {
    name: "xlsx-large-cells",
    kind: "workbook",
    what: "seven cells of 8 MB, though a row may have 1 MB",
    prepare: sends(() =>
      packed({
        [sheetPath]: sheet(
          rowsOf(
            7,
            (row) => `<c r="B${row}" t="str"><v>${"->".replace(">", "&gt;").repeat(1_600_000)}</v></c>`,
          ),
        ),
      }),
    ),
  },
  {
    name: "xlsx-deep-strings",
    kind: "workbook",
    what: "shared strings inside 50,000 open elements, each looked through for a phonetic reading",
    prepare: sends(() =>
      packed({
        [sheetPath]: sheet(rowsOf(3, (row) => `<c r="B${row}" t="s"><v>0</v></c>`)),
        [stringsPath]: strings(
          `${"<x>".repeat(50_000)}${"<si><t>A</t></si>".repeat(50_000)}${"</x>".repeat(50_000)}`,
        ),
      }),
    ),
  },
  {
    name: "xlsx-many-parts",
    kind: "workbook",
    what: "30,000 sheets in one archive",
    prepare: sends(() =>
      packed({
        [sheetPath]: sheet(rowsOf(3, (row) => `<c r="B${row}" t="str"><v>A</v></c>`)),
        ...Object.fromEntries(
          Array.from({ length: 30_000 }, (_, n) => [`xl/worksheets/s${n}.xml`, new Uint8Array(1)]),
        ),
      }),
    ),
  },
  {
    name: "xlsx-attributes",
    kind: "workbook",
    what: "elements with 100,000 attributes, which must all differ",
    prepare: sends(() => {
      const attributes = Array.from({ length: 100_000 }, (_, n) => ` a${n}="1"`).join("");
      return packed({ [sheetPath]: sheet(`<row${attributes}><c${attributes}><v>1</v></c></row>`.repeat(8)) });
    }),
  },
  {
    name: "xlsx-escapes",
    kind: "workbook",
    what: "cells of _x0041_ and of &amp;, which each grow or shrink when read",
    prepare: sends(() =>
      packed({
        [sheetPath]: sheet(
          rowsOf(40, (row) => `<c r="B${row}" t="str"><v>${"_x0041_&amp;".repeat(60_000)}</v></c>`),
        ),
      }),
    ),
  },
];
