import { describe, expect, it } from "vitest";
import { pinnedOrAll } from "#/features/leaderboards/components/controls/save-export.ts";
import { exportLatex, exportMarkdown } from "#/features/leaderboards/export/export-text.ts";
import { separableBest } from "#/features/leaderboards/table/best-rows.ts";
import type { TableModel, TableRow, TableScore } from "#/features/leaderboards/table/table-model.ts";
import { scoreDomains } from "#/features/leaderboards/table/table-model.ts";
import type { TableState } from "#/features/leaderboards/table/table-state.ts";
import { tieGroupEnds } from "#/features/leaderboards/table/tie-groups.ts";
import { sortRows, visibleRows } from "#/features/leaderboards/table/visible-rows.ts";
import { tableRow } from "#/test/table-row.ts";

const figure = (value: number, half = 0.02): TableScore => ({
  value,
  low: value - half,
  high: value + half,
  n: 100,
});

function row(name: string, value: number | null, change: Partial<TableRow> = {}): TableRow {
  return tableRow(name.toLowerCase(), { name, figures: [value === null ? null : figure(value)], ...change });
}

const table: TableModel = {
  key: "multiple-choice",
  title: null,
  note: null,
  rankedBy: "sum",
  smallest: null,
  columns: [
    {
      key: "overall",
      label: "all",
      name: "all",
      group: null,
      format: "percent",
      measure: "accuracy",
      n: 100,
      higherIsBetter: true,
    },
  ],
  rows: [
    row("Beta", 0.6),
    row("Gap", null),
    row("alpha", 0.7, { source: "reported", reportedBy: '=the "paper"' }),
    row("People", 0.8, { kind: "human" }),
    row("Chance", 0.3, { kind: "random", source: "computed" }),
  ],
};
const names = (rows: TableRow[]) => rows.map(({ name }) => name);
const all: Pick<TableState, "sort" | "q" | "kind" | "pin"> = { sort: null, q: "", kind: "all", pin: [] };

describe("the rows that are seen", () => {
  it("keeps a missing figure last in both directions", () => {
    expect(names(sortRows(table, "overall"))).toEqual(["Chance", "Beta", "alpha", "People", "Gap"]);
    expect(names(sortRows(table, "-overall"))).toEqual(["People", "alpha", "Beta", "Chance", "Gap"]);
  });

  it("sorts names without regard to case and ignores an unknown column", () => {
    expect(names(sortRows(table, "name"))).toEqual(["alpha", "Beta", "Chance", "Gap", "People"]);
    expect(sortRows(table, "no-such-column")).toBe(table.rows);
  });

  it("sets people and baselines apart and pinned rows first, even those the search leaves out", () => {
    const seen = visibleRows(table, { ...all, q: "ALPHA", pin: ["chance"] });
    expect([names(seen.pinned), names(seen.models), names(seen.references)]).toEqual([
      ["Chance"],
      ["alpha"],
      [],
    ]);
  });

  it("filters by kind and by @-words", () => {
    expect(names(visibleRows(table, { ...all, kind: "baseline" }).references)).toEqual(["Chance"]);
    expect(names(visibleRows(table, { ...all, q: "@kind:human" }).references)).toEqual(["People"]);
    expect(names(visibleRows(table, { ...all, q: "@source:reported a" }).models)).toEqual(["alpha"]);
  });

  it("hands to a paper the pinned rows, of the tables that have any, or else all", () => {
    const parts = (pin: string[]) => [
      { table, seen: visibleRows(table, { ...all, pin }) },
      { table: { ...table, key: "other" }, seen: visibleRows(table, all) },
    ];
    const handed = (pin: string[]) =>
      pinnedOrAll(parts(pin)).map((part) => [part.table.key, part.rows.length]);
    expect(handed(["beta", "people"])).toEqual([["multiple-choice", 2]]);
    expect(handed([])).toEqual([
      ["multiple-choice", 5],
      ["other", 5],
    ]);
  });

  it("marks the best model only where its interval is clear of the next one", () => {
    expect(separableBest(table)).toEqual(["alpha"]);
    expect(separableBest({ ...table, rows: [row("a", 0.6), row("b", 0.63)] })).toEqual([null]);
  });

  it("spans the domain over all rows", () => {
    expect(scoreDomains(table)).toEqual({ percent: [0.3, 0.8] });
  });
});

it("draws a line only where every row above differs significantly from every row below", () => {
  const ranked = (name: string, value: number, best: number | null, worst: number | null) =>
    row(name, 0.5, { rank: { value, best, worst } });
  const ends = (rows: TableRow[]) => [...tieGroupEnds(rows)];
  expect(ends([ranked("a", 1, 1, 1), ranked("b", 2, 2, 3), ranked("c", 3, 2, 3)])).toEqual(["a"]);
  expect(ends([ranked("a", 1, 1, 2), ranked("b", 2, 1, 3), ranked("c", 3, 2, 3)])).toEqual([]);
  expect(ends([ranked("a", 1, 1, 2), ranked("b", 2, 1, 2), ranked("c", 3, null, null)])).toEqual([]);
  expect(ends([ranked("c", 3, 3, 3), ranked("a", 1, 1, 1), ranked("b", 2, 2, 2)])).toEqual([]);
});

it("writes what is seen as Markdown and LaTeX, rounded as shown, with nothing of a name at work", () => {
  const ranked = row("A|b_[x](y) \\input", 0.61234, { rank: { value: 1, best: 1, worst: 2 } });
  const parts = [{ table, rows: [ranked, row("Gap", null)] }];
  expect(exportMarkdown(parts, [0])).toBe(
    [
      "|  | Model | Source | all |",
      "| ---: | --- | --- | ---: |",
      "| 1 (1–2) | A\\|b\\_\\[x\\](y) \\\\input | measured | 61.2 |",
      "| unranked | Gap | measured | – |",
      "",
    ].join("\n"),
  );
  expect(exportLatex(parts, [0])).toContain(
    "1 (1--2) & A|b\\_[x](y) \\textbackslash{}input & measured & 61.2 \\\\\nunranked & Gap & measured & -- \\\\\n\\bottomrule",
  );
});
