import { expect, it } from "vitest";
import { csvLine } from "#/lib/csv.ts";
import { csvFromCopy } from "#/lib/csv-from-copy.ts";

/** What COPY (FORMAT csv, FORCE_QUOTE of all text) sends. */
const copied = (rows: (string | number | null)[][]) =>
  rows
    .map((row) =>
      row
        .map((cell) => (typeof cell === "string" ? `"${cell.replaceAll('"', '""')}"` : (cell ?? "")))
        .join(","),
    )
    .map((line) => `${line}\n`)
    .join("");

const texts = [
  "",
  "plain",
  '"',
  '""',
  '","',
  '"=1',
  "=1",
  "'=1",
  "''@x",
  "a,=1",
  "a\n=1",
  "\n=1",
  "\r\n",
  "\t+1",
  " \u200b-2",
  "＝1",
  "－",
  "量 =1",
  "-",
  '=HYPERLINK("x"),"A"\nB',
  "7 = 7",
  "\u2028@",
];

it("writes rows as csvLine does", () => {
  const rows = texts.flatMap((a) => texts.map((b) => [a, -1.5, b, null, a]));
  rows.push([null, null, null, null, null], ["=1", null, null, 1, null]);
  expect(csvFromCopy(Buffer.from(copied(rows))).toString()).toBe(rows.map(csvLine).join(""));
});

it("takes no row and no text", () => {
  expect(csvFromCopy(Buffer.alloc(0)).toString()).toBe("");
});
