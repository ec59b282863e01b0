import { parse } from "csv-parse/sync";
import { describe, expect, it } from "vitest";
import type { ScoreRow } from "#/evaluation/statistics/estimate.ts";
import { coarsenEntry } from "#/features/leaderboards/entries/coarsen-entry.ts";
import { latestEntries } from "#/features/leaderboards/entries/latest-entries.ts";
import type { PublishedEntry } from "#/features/leaderboards/entries/published-entry.ts";
import { flatTable } from "#/features/leaderboards/export/flat-table.ts";
import { leaderboardCsv } from "#/features/leaderboards/export/leaderboard-csv.ts";
import { leaderboardLatex } from "#/features/leaderboards/export/leaderboard-latex.ts";
import { leaderboardText } from "#/features/leaderboards/export/leaderboard-text.ts";
import {
  assessmentColumns,
  assessmentRows,
  databases,
} from "#/features/leaderboards/ranking/assessment-rows.ts";
import { descriptionColumns, descriptionRows } from "#/features/leaderboards/ranking/description-rows.ts";
import type { AnyLeaderboard } from "#/features/leaderboards/ranking/leaderboard-row.ts";
import { perceptionColumns, perceptionRows } from "#/features/leaderboards/ranking/perception-rows.ts";
import { PairedComparisons } from "#/features/leaderboards/significance/paired-comparisons.ts";

let lastId = 0;

function score(metric: string, slice: string, value: number | null, n: number | null = 1000): ScoreRow {
  return { metric, slice, value, n, low: null, high: null };
}

function entry(name: string, scores: ScoreRow[], other: Partial<PublishedEntry> = {}): PublishedEntry {
  lastId++;
  return {
    id: lastId,
    task: "perception",
    datasetSlug: "llvisionqa-dev",
    source: "measured",
    pipeline: "multiple-choice",
    judgeId: null,
    judge: null,
    reportedBy: null,
    protocolVersion: "perception-v1",
    promptVersion: null,
    parserVersion: null,
    rung: null,
    coverage: 1,
    datasetId: null,
    comparedAt: null,
    verifiedAt: null,
    submittedBy: null,
    publishedAt: new Date(lastId),
    submission: null,
    hidden: false,
    scores,
    ...other,
    model: { slug: name, name, kind: "model", organization: null, ...other.model },
  };
}

const bounded = (metric: string, value: number): ScoreRow => ({
  ...score(metric, "overall", value),
  low: value - 0.03,
  high: value + 0.03,
});
const accuracy = (value: number | null, n?: number | null) => [score("accuracy", "overall", value, n)];
const of = (kind: "human" | "random") => ({ model: { slug: kind, name: kind, kind, organization: null } });

describe("perception", () => {
  it("ranks models only, with the spread that two-proportion tests under Holm allow", () => {
    const { rows } = perceptionRows([
      entry("close", accuracy(0.71)),
      entry("far", accuracy(0.4)),
      entry("best", accuracy(0.72)),
      entry("human", accuracy(0.9), of("human")),
      entry("random", accuracy(0.38), of("random")),
      entry("missing", accuracy(null)),
      entry("half", accuracy(0.99), { coverage: 0.994 }),
      entry("loss", accuracy(0.95), { pipeline: "perplexity" }),
    ]);
    expect(
      rows.map(({ model, rank, table }) => [model.slug, rank.value, rank.best, rank.worst, table]),
    ).toEqual([
      ["half", null, null, null, "multiple-choice"],
      ["human", null, null, null, "multiple-choice"],
      ["best", 1, 1, 2, "multiple-choice"],
      ["close", 2, 1, 2, "multiple-choice"],
      ["far", 3, 3, 3, "multiple-choice"],
      ["random", null, null, null, "multiple-choice"],
      ["missing", null, null, null, "multiple-choice"],
      ["loss", 1, 1, 1, "perplexity"],
    ]);
  });

  it("takes the test on the same items where it is stored, and says so", () => {
    const tested = { datasetId: 1, comparedAt: new Date(0) };
    const entries = [
      entry("a", accuracy(0.72), tested),
      entry("b", accuracy(0.71), tested),
      entry("c", accuracy(0.7), tested),
      entry("reported", accuracy(0.3)),
    ];
    const [a = 0, b = 0, c = 0] = entries.map(({ id }) => id);
    const pairs = new PairedComparisons([
      { first: a, second: b, difference: 0.01, error: 0.002, p: 1e-6 },
      { first: b, second: c, difference: 0.01, error: 0.006, p: 0.1 },
    ]);
    const { rows, smallestDifference } = perceptionRows(entries, pairs);
    expect(rows.map(({ rank, rankTest }) => [rank.best, rank.worst, rankTest])).toEqual([
      [1, 2, "mixed"],
      [2, 3, "mixed"],
      [1, 3, "mixed"],
      [4, 4, "unpaired"],
    ]);
    expect(smallestDifference["multiple-choice"]).toEqual({ value: 0.006 * 1.959963984540054, paired: true });
    expect(perceptionRows(entries).rows.map(({ rank }) => rank.worst)).toEqual([3, 3, 3, 4]);
  });

  it("shares places between equals and gives no spread where n is unknown", () => {
    const { rows } = perceptionRows([
      entry("a", accuracy(0.5)),
      entry("b", accuracy(0.5)),
      entry("c", accuracy(0.4, null)),
    ]);
    expect(rows.map(({ rank }) => rank)).toEqual([
      { value: 1, best: 1, worst: 3 },
      { value: 1, best: 1, worst: 3 },
      { value: 3, best: null, worst: null },
    ]);
  });
});

const closeTo = (value: number) => expect.closeTo(value, 3) as number;

it("hidden sets show slices of 50 items or more, no cells, to half a standard error, reported figures as they are", () => {
  const scores = [
    { ...score("accuracy", "what", 0.123456, 50), low: 0.0987, high: 0.1499 },
    score("accuracy", "what.other", 0.5, 60),
    score("accuracy.judged", "overall", 0.5, 60),
    score("converted", "overall", 0.123456, 60),
    score("accuracy", "how", 0.5, 49),
    score("accuracy", "overall", 0.777777, null),
  ];
  const hidden = coarsenEntry(entry("a", scores, { hidden: true }));
  expect(hidden.scores).toEqual([
    { metric: "accuracy", slice: "what", value: 0.1199, n: 50, low: closeTo(0.056), high: closeTo(0.238) },
    score("converted", "overall", 0.123456, 60),
  ]);
  expect(coarsenEntry(entry("a", scores)).scores).toEqual(scores);
  expect(coarsenEntry(entry("a", scores, { hidden: true, source: "reported" })).scores).toEqual(scores);
});

it("keeps the latest entry of a row, and rows of different owners and sources apart", () => {
  const by = (ownerId: string) => ({ submission: { id: ownerId, ownerId } });
  const early = entry("a", [], by("one"));
  const others = [
    entry("a", [], by("two")),
    entry("a", [], { source: "reported", reportedBy: "paper" }),
    entry("a", [], { ...by("one"), datasetSlug: "llvisionqa-test" }),
  ];
  const late = entry("a", [], by("one"));
  expect(new Set(latestEntries([late, early, ...others]))).toEqual(new Set([late, ...others]));
  expect(latestEntries([early, late])).toEqual([late]);
});

describe("assessment", () => {
  const on = (slug: string, srcc: number, other: Partial<PublishedEntry> = {}) =>
    entry("a", [bounded("srcc", srcc), score("plcc", "overall", srcc + 0.1), bounded("krcc", srcc / 2)], {
      task: "assessment",
      datasetSlug: slug,
      rung: "E",
      ...other,
    });

  it("joins databases in a row, averages when all seven are there, keeps rungs apart", () => {
    const seven = databases.map((slug, index) => on(slug, index / 10));
    const found = assessmentRows([...seven, on("spaq", 0.5, { rung: "F" })], "average");
    const [row, other, ...rest] = found.rows;
    expect(rest).toEqual([]);
    expect(row?.scores.average?.srcc.value).toBeCloseTo(0.3);
    expect(row?.scores.average?.plcc.value).toBeCloseTo(0.4);
    // By MOVER: seven half widths of .03, √7·.03/7; no interval where one is missing.
    const { value = 9, low = 9, high = 9, n } = row?.scores.average?.srcc ?? {};
    expect([(value ?? 9) - (low ?? 9), (high ?? 9) - (value ?? 9)]).toEqual([
      expect.closeTo(0.03 / Math.sqrt(7), 12),
      expect.closeTo(0.03 / Math.sqrt(7), 12),
    ]);
    expect([n, row?.scores.average?.plcc.low, row?.scores.average?.krcc.value]).toEqual([
      7000,
      null,
      expect.closeTo(0.15, 12),
    ]);
    expect([row?.table, row?.rank.value]).toEqual(["exact", 1]);
    expect([other?.table, other?.rank.value, Object.keys(other?.scores ?? {})]).toEqual([
      "first-token",
      null,
      ["spaq"],
    ]);
    expect(row && assessmentColumns([row])).toEqual([...databases, "average"]);
  });

  it("ranks one database by SRCC and leaves low coverage unranked", () => {
    const named = (slug: string) => ({
      model: { slug, name: slug, kind: "model" as const, organization: null },
    });
    const { rows } = assessmentRows(
      [
        on("spaq", 0.5, named("b")),
        on("spaq", 0.9, { ...named("c"), coverage: 0.99 }),
        on("spaq", 0.7, named("d")),
      ],
      "spaq",
    );
    expect(rows.map(({ model, rank }) => [model.slug, rank.value, rank.best, rank.worst])).toEqual([
      ["c", null, null, null],
      ["d", 1, 1, 1],
      ["b", 2, 2, 2],
    ]);
  });
});

it("description gathers the shares of a dimension and ranks by the sum", () => {
  const rated = (sum: number) => [
    score("completeness.p0", "overall", 0.2),
    score("completeness.p1", "overall", 0.5),
    score("completeness.p2", "overall", 0.3),
    score("completeness.score", "overall", 1.1),
    { ...score("sum", "overall", sum), low: sum - 0.1, high: sum + 0.1 },
  ];
  const { rows } = descriptionRows([
    entry("a", rated(3), { task: "description" }),
    entry("b", rated(4), { task: "description" }),
  ]);
  expect(rows.map(({ model, rank }) => [model.slug, rank.value, rank.worst])).toEqual([
    ["b", 1, 1],
    ["a", 2, 2],
  ]);
  expect(rows[0]?.scores.completeness).toEqual({
    value: 1.1,
    n: 1000,
    low: null,
    high: null,
    p0: 0.2,
    p1: 0.5,
    p2: 0.3,
    shares: {
      p0: { value: 0.2, n: 1000, low: null, high: null },
      p1: { value: 0.5, n: 1000, low: null, high: null },
      p2: { value: 0.3, n: 1000, low: null, high: null },
    },
  });
  expect(rows[0]?.scores.precision?.value).toBeNull();
});

describe("formats", () => {
  const { rows } = perceptionRows([
    entry("=cmd_1 & 50%", [score("accuracy", "what.other", 0.25, 60), ...accuracy(0.5)]),
    entry("b\u001b[31m", accuracy(0.4)),
  ]);
  const board: AnyLeaderboard = {
    task: "perception",
    dataset: null,
    columns: perceptionColumns(rows),
    tables: ["multiple-choice"],
    smallestDifference: {},
    rows,
  };

  it("CSV keeps every figure and runs no formula", () => {
    const [first] = parse<Record<string, string>>(leaderboardCsv(flatTable(board)), { columns: true });
    expect(first).toMatchObject({
      rank: "1",
      model: "'=cmd_1 & 50%",
      overall: "0.5",
      "what.other": "0.25",
      "what.other_n": "60",
      overall_low: "",
    });
  });

  it("LaTeX and text escape what would steer them, without the cells", () => {
    const latex = leaderboardLatex(board);
    expect(latex).toContain("1 & =cmd\\_1 \\& 50\\% & measured & 50.0 \\\\");
    expect(latex).toContain("\\begin{tabular}{rllr}\n\\toprule\n & Model & Source & Overall \\\\");
    const text = leaderboardText(board);
    expect(text).toContain("2 (2–2)  b�[31m        measured  –     40.00");
    expect(leaderboardText({ ...board, rows: [], tables: [] })).toMatch(/Nothing/);
  });

  it("has the columns of a description board", () => {
    const rated: AnyLeaderboard = {
      task: "description",
      dataset: null,
      columns: descriptionColumns,
      tables: ["measured"],
      smallestDifference: {},
      judges: {},
      rows: descriptionRows([entry("a", [score("completeness.p1", "overall", 0.5)], { task: "description" })])
        .rows,
    };
    const [first] = parse<Record<string, string>>(leaderboardCsv(flatTable(rated)), { columns: true });
    expect(first).toMatchObject({ completeness: "", "completeness.p1": "0.5", sum: "" });
  });
});
