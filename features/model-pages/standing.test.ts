import { expect, it } from "vitest";
import type { TableModel, TableRow } from "#/features/leaderboards/table/table-model.ts";
import { shareOf } from "#/features/leaderboards/table/unpack-table.ts";
import { standingOf } from "#/features/model-pages/standing.ts";
import { tableRow } from "#/test/table-row.ts";

const keys = ["what", "how", "other"];

function row(slug: string, values: number[], kind: TableRow["kind"] = "model"): TableRow {
  return tableRow(slug, {
    kind,
    ...(kind === "model" && { rank: { value: 1, best: 1, worst: 1 } }),
    figures: values.map((value) => ({ ...shareOf(Math.round(100 * value), 100), value })),
  });
}

const own = row("own", [0.65, 0.48, 0.35]);
const table = (others: TableRow[]): TableModel => ({
  key: "multiple-choice",
  title: null,
  note: null,
  rankedBy: null,
  smallest: null,
  columns: keys.map((key) => ({
    key,
    label: key,
    name: key,
    group: null,
    format: "percent",
    measure: "accuracy",
    n: 100,
    higherIsBetter: true,
  })),
  rows: [own, ...others],
});

it("says where a model lies above or below the mean of the others, after Holm", () => {
  const field = [row("a", [0.4, 0.6, 0.5]), row("b", [0.6, 0.4, 0.5]), row("people", [1, 1, 1], "human")];
  const standing = standingOf(table(field), own, [0, 1, 2]);
  // z = .15/√(p(1−p)(1/100 + 1/200)) with the pooled p = 165/300 (.55) and 135/300 (.45), by SciPy; times 3.
  expect(standing).toMatchObject({
    above: [{ column: "what" }],
    below: [{ column: "other" }],
    level: 1,
    others: 2,
  });
  expect(standing?.above[0]?.difference).toBeCloseTo(0.15, 12);
  expect(standing?.above[0]?.p).toBeCloseTo(3 * 0.013823023820376638, 8);
});

it("says nothing of a field of one", () => {
  expect(standingOf(table([row("a", [0.4, 0.6, 0.5])]), own, [0, 1, 2])).toBeNull();
});
