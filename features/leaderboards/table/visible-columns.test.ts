import { describe, expect, it } from "vitest";
import { exportJson } from "#/features/leaderboards/export/export-json.ts";
import { exportLatex } from "#/features/leaderboards/export/export-text.ts";
import { haveMean } from "#/features/leaderboards/table/mean-column.ts";
import { scoreAddress, sliceAddress } from "#/features/leaderboards/table/score-address.ts";
import type {
  TableColumn,
  TableModel,
  TableRow,
  TableView,
} from "#/features/leaderboards/table/table-model.ts";
import { parseTableState, tableStateQuery } from "#/features/leaderboards/table/table-state.ts";
import { toggleColumn, visibleView } from "#/features/leaderboards/table/visible-columns.ts";
import { visibleRows } from "#/features/leaderboards/table/visible-rows.ts";
import { filledColumns, visibleTables } from "#/features/leaderboards/table/visible-tables.ts";
import { tableRow } from "#/test/table-row.ts";

const column = (key: string, measure = "accuracy"): TableColumn => ({
  key,
  label: key,
  name: key,
  group: null,
  format: "percent",
  measure,
  n: 100,
  higherIsBetter: true,
  items: `/datasets/set?type=${key}`,
});
const row = (slug: string, values: (number | null)[], change: Partial<TableRow> = {}): TableRow =>
  tableRow(slug, {
    figures: values.map((value) => (value === null ? null : { value, low: 0, high: 1, n: 100 })),
    ...change,
  });
const table: TableModel = {
  key: "multiple-choice",
  title: null,
  note: null,
  rankedBy: "overall",
  smallest: null,
  columns: [column("overall"), column("what"), column("how"), column("srcc", "srcc"), column("empty")],
  rows: [
    row("full", [0.5, 0.4, 0.9, 0.1, null], { organization: "Example Lab" }),
    row("partial", [0.9, 0.8, null, 0.2, null]),
  ],
};
const views: TableView[] = [
  { key: "all", label: "All", columns: [0, 1, 2] },
  { key: "type", label: "Types", columns: [1, 2] },
];
const [all = { key: "", label: "", columns: [] }] = views;
const texts = { mean: "Mean", meanName: "Mean of {count}" };

describe("the columns that are seen", () => {
  it("are those of the view, or those chosen in the order of the table", () => {
    expect(visibleView(views, table.columns, { view: "type", cols: [] })?.columns).toEqual([1, 2]);
    expect(visibleView(views, table.columns, { view: "type", cols: ["how", "overall"] })?.columns).toEqual([
      0, 2,
    ]);
    expect(visibleView(views, table.columns, { view: null, cols: ["no such"] })?.columns).toEqual([0, 1, 2]);
    expect(filledColumns([table])).toEqual([0, 1, 2, 3]);
  });

  it("are ticked and unticked, never to none; a view's own columns need no list", () => {
    const chosen = toggleColumn(all, all, table.columns, "what");
    expect(chosen).toEqual(["overall", "how"]);
    const seen = visibleView(views, table.columns, { view: null, cols: chosen }) ?? all;
    expect(toggleColumn(all, seen, table.columns, "what")).toEqual([]);
    expect(toggleColumn(all, { ...all, columns: [1] }, table.columns, "what")).toEqual(["what"]);
  });

  it("come back from the address; a form without script drops those of another view", () => {
    const query = "view=type&cols=overall,how&mean=1&asof=2026-11-01";
    expect(tableStateQuery(parseTableState(Object.fromEntries(new URLSearchParams(query))))).toBe(query);
    expect(parseTableState({ view: "type", colsof: "all", cols: ["overall", "how"] }).cols).toEqual([]);
    expect(parseTableState({ view: "type", colsof: "type", cols: ["overall", "how"] }).cols).toEqual([
      "overall",
      "how",
    ]);
    expect(parseTableState({ asof: "2026-02-30" }).asof).toBeNull();
  });
});

describe("the mean of the columns", () => {
  const show = (view: string | null, cols: string[]) =>
    visibleTables({ tables: [table], views, state: { view, cols, mean: true }, texts });

  it("is unweighted, stands first, and leaves out rows that lack one of them", () => {
    const shown = show("type", []);
    expect(shown.view?.columns).toEqual([5, 1, 2]);
    expect(shown.tables[0]?.columns[5]).toMatchObject({ name: "Mean of 2", n: null, format: "percent" });
    expect(shown.tables[0]?.rows.map(({ figures }) => figures[5]?.value)).toEqual([0.65, undefined]);
  });

  it("is not taken over different measures or a single column", () => {
    expect(show("type", ["what", "srcc"])).toMatchObject({ hasMean: false, view: { columns: [1, 3] } });
    expect(haveMean([column("what")])).toBe(false);
  });
});

describe("the items behind a figure", () => {
  it("are those of its slice, with the model's answers where it has any", () => {
    expect(sliceAddress("set", "what.in-context-distortion")).toBe(
      "/datasets/set?type=what&concern=in-context-distortion",
    );
    expect(sliceAddress("set", "joint")).toBe("/datasets/set?concern=joint");
    expect(sliceAddress("set", "overall")).toBe("/datasets/set");
    const [full] = table.rows;
    const [, what] = table.columns;
    const figure = full?.figures[1];
    if (!full || !what || !figure) throw new Error("the table has them");
    expect(scoreAddress(full, what, figure)).toBe("/datasets/set?type=what&model=full");
    expect(scoreAddress({ ...full, source: "reported" }, what, figure)).toBe("/datasets/set?type=what");
    expect(scoreAddress({ ...full, withdrawn: true }, what, figure)).toBe("/datasets/set?type=what");
  });
});

describe("search and export", () => {
  it("finds an organisation and the rows that have figures of a dataset", () => {
    const found = (q: string) =>
      visibleRows(table, { sort: null, q, kind: "all", pin: [] }).models.map(({ slug }) => slug);
    expect(found("@org:lab")).toEqual(["full"]);
    expect(found("@dataset:set")).toEqual(["full", "partial"]);
    expect(found("@dataset:other")).toEqual([]);
  });

  it("says which board it is of, down to the day", () => {
    const about = {
      task: "perception",
      dataset: "set",
      version: 2,
      asOf: "2026-11-01",
      address: "https://b/x",
    };
    const parts = [{ table, rows: table.rows }];
    expect(JSON.parse(exportJson(parts, [1], about))).toMatchObject({
      ...about,
      tables: [
        {
          columns: [{ key: "what" }],
          rows: [{ figures: { what: { value: 0.4, low: 0, high: 1, n: 100 } } }, {}],
        },
      ],
    });
    expect(exportLatex(parts, [1], about)).toMatch(
      /^% Q-Bench perception, set, version 2, as of 2026-11-01, https:\/\/b\/x\n\\begin/,
    );
  });
});
