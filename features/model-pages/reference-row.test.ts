import { expect, it } from "vitest";
import type { TableRow } from "#/features/leaderboards/table/table-model.ts";
import { possibleReferences, referenceRow } from "#/features/model-pages/reference-row.ts";
import { tableRow } from "#/test/table-row.ts";

const row = (slug: string, index: number | null, kind: TableRow["kind"] = "model"): TableRow =>
  tableRow(slug, { name: slug.toUpperCase(), kind, rank: { value: index, best: index, worst: index } });
const table = { rows: [row("people", null, "human"), row("own", 1), row("c", 3), row("b", 2)] };

it("draws a model against the best other one, or whoever is chosen", () => {
  expect(referenceRow(table, "own", null)?.slug).toBe("b");
  expect(referenceRow(table, "own", "people")?.slug).toBe("people");
  expect(referenceRow(table, "own", "nobody")).toBeNull();
  expect(referenceRow({ rows: [row("own", 1)] }, "own", null)).toBeNull();
});

it("offers everybody of any table once, by name", () => {
  expect(possibleReferences([table, table], "own").map(({ name }) => name)).toEqual(["B", "C", "PEOPLE"]);
});
