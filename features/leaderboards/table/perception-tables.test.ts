import { describe, expect, it } from "vitest";
import type { PerceptionLeaderboard } from "#/features/leaderboards/ranking/leaderboard-row.ts";
import { perceptionTables } from "#/features/leaderboards/table/perception-tables.ts";

const label = (path: string) => path.split(".").slice(-2).join(".");

function drawn(columns: string[]) {
  const board: PerceptionLeaderboard = {
    task: "perception",
    dataset: {
      slug: "set",
      version: 1,
      groups: null,
      items: 12,
      answers: "public",
      generated: false,
      date: null,
    },
    columns,
    tables: ["multiple-choice"],
    rows: [],
    smallestDifference: {},
  };
  const { tables, views, charts } = perceptionTables(board, label);
  const all = tables[0]?.columns ?? [];
  const keys = (indices: number[]) => indices.map((index) => all[index]?.key);
  return {
    columns: new Map(all.map((column) => [column.key, column])),
    views: views.map(({ key, label, columns }) => [key, label, keys(columns)]),
    charts: charts.map(({ title, columns }) => [title, keys(columns)]),
  };
}

const types = ["yes-or-no", "what", "how"];

describe("a board of pairs", () => {
  const { columns, views, charts } = drawn([...types, "distortion", "other", "compare", "joint", "overall"]);
  const concerns = ["distortion", "other", "compare", "joint"];
  const cells = types.flatMap((type) => [`${type}.distortion`, `${type}.other`]);

  it("has compare and joint in every view and chart, and no quadrant in context", () => {
    expect(views).toEqual([
      ["all", "views.allOfPairs", ["overall", ...types, ...concerns]],
      ["type", "views.type", ["overall", ...types]],
      ["quadrant", "views.concern", ["overall", ...concerns]],
      ["cell", "views.cell", ["overall", ...cells]],
    ]);
    expect(charts).toEqual([
      ["charts.concerns", concerns],
      ["charts.types", types],
    ]);
    expect([...columns.keys()].filter((key) => key.includes("context"))).toEqual([]);
  });

  it("names and groups them, each the door to its items", () => {
    expect(concerns.map((key) => columns.get(key)?.group)).toEqual([
      "groups.concerns",
      "groups.concerns",
      "groups.pairs",
      "groups.pairs",
    ]);
    expect(columns.get("joint")).toMatchObject({
      label: "shortSlices.joint",
      name: "slices.joint",
      items: "/datasets/set?concern=joint",
    });
  });
});

describe("a board of single pictures", () => {
  it("has the four quadrants and the twelve cells", () => {
    const quadrants = ["distortion", "other", "in-context-distortion", "in-context-other"];
    const cells = types.flatMap((type) => quadrants.map((quadrant) => `${type}.${quadrant}`));
    const { columns, views, charts } = drawn(["overall", "judged"]);
    expect([...columns.keys()]).toEqual(["overall", ...types, ...quadrants, ...cells, "judged"]);
    expect(views).toEqual([
      ["all", "views.all", ["overall", "judged", ...types, ...quadrants]],
      ["type", "views.type", ["overall", ...types]],
      ["quadrant", "views.quadrant", ["overall", ...quadrants]],
      ["cell", "views.cell", ["overall", ...cells]],
    ]);
    expect(charts[0]).toEqual(["charts.quadrants", quadrants]);
    expect(quadrants.map((key) => columns.get(key)?.group)).toEqual(Array(4).fill("groups.quadrants"));
  });
});
