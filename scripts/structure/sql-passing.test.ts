import { expect, it } from "vitest";
import { sqlPassingProblems } from "#/scripts/structure/sql-passing.ts";

const constant = {
  path: "features/runs/due.ts",
  text: "export const isDue = `state = 'open' AND EXISTS (\nSELECT 1)`;\n",
};
const maker = {
  path: "features/runs/has.ts",
  text: "export function hasSql(item: string): string {\n  return `a = ANY(SELECT b FROM c)`;\n}\n",
};
const reader = (path: string) => ({
  path,
  text: 'import { isDue } from "#/features/runs/due.ts";\nimport { hasSql } from "#/features/runs/has.ts";\n',
});

it("refuses SQL that passes from one feature to another, whole or made", () => {
  expect(sqlPassingProblems([constant, maker, reader("features/judging/a.ts")])).toHaveLength(2);
  expect(sqlPassingProblems([constant, maker, reader("features/runs/leases/a.ts")])).toEqual([]);
});

it("lets other texts pass", () => {
  const name = { path: "features/runs/due.ts", text: 'export const isDue = "draining";\n' };
  expect(sqlPassingProblems([name, reader("features/judging/a.ts")])).toEqual([]);
});
