import { expect, it } from "vitest";
import { visibleColumns, visibleLeaderboard } from "#/app/api/_http/visible-leaderboard.ts";
import type {
  LeaderboardRow,
  PerceptionLeaderboard,
} from "#/features/leaderboards/ranking/leaderboard-row.ts";
import { unranked } from "#/features/leaderboards/ranking/rank-rows.ts";
import { perceptionTables } from "#/features/leaderboards/table/perception-tables.ts";
import { parseTableState } from "#/features/leaderboards/table/table-state.ts";
import { visibleRows } from "#/features/leaderboards/table/visible-rows.ts";
import chinese from "#/messages/zh-CN/common.json" with { type: "json" };

type Row = PerceptionLeaderboard["rows"][number];

const row = (slug: string, name: string, kind: Row["model"]["kind"], value: number): Row => ({
  model: { slug, name, kind, organization: null },
  source: "reported",
  rank: unranked,
  rankTest: null,
  coverage: 1,
  scores: { overall: { value, n: 10, low: null, high: null } },
  table: "multiple-choice",
  rung: null,
  reportedBy: null,
  protocolVersion: null,
  promptVersion: null,
  parserVersion: null,
  date: "2026-11-01T00:00:00.000Z",
  verified: null,
  submissionId: null,
});
const board: PerceptionLeaderboard = {
  task: "perception",
  dataset: null,
  columns: ["overall"],
  tables: ["multiple-choice"],
  smallestDifference: {},
  rows: [
    row("senior-level-human", "Senior-level human", "human", 0.9),
    row("a", "A", "model", 0.8),
    row("junior-level-human", "Junior-level human", "human", 0.7),
    row("random-guess", "Random guess", "random", 0.4),
  ],
};
const models: Record<string, string> = chinese.models;
const languages = {
  English: (path: string) => path.split(".").at(-1) ?? "",
  Chinese: (path: string) => models[path.split(".").at(-1) ?? ""] ?? path,
};

it.each(["q=human", "q=人类", "q=@kind:human", "sort=name", "sort=-name", "q=guess&pin=a", "sort=overall"])(
  "gives for %s the rows of the page, whatever its language",
  (query) => {
    const state = parseTableState(Object.fromEntries(new URLSearchParams(query)));
    const found = visibleLeaderboard(board, state).rows.map(
      ({ model }: LeaderboardRow<unknown>) => model.slug,
    );
    expect(found.length).toBeGreaterThan(1);
    for (const label of Object.values(languages)) {
      const [table] = perceptionTables(board, label).tables;
      const { pinned = [], models = [], references = [] } = table ? visibleRows(table, state) : {};
      expect([...pinned, ...models, ...references].map(({ slug }) => slug)).toEqual(found);
    }
  },
);

it("gives all columns, or those of a view, those chosen and their mean", () => {
  const columnsOf = (query: string) => {
    const state = parseTableState(Object.fromEntries(new URLSearchParams(query)));
    const { columns, rows } = visibleColumns(board, state);
    return [
      columns.map(({ key }) => key),
      rows[0]?.row.model.slug,
      rows[0]?.figures.map(({ value }) => value),
    ];
  };
  expect(columnsOf("")).toEqual([["overall"], "senior-level-human", [0.9]]);
  expect(columnsOf("view=type")).toEqual([
    ["overall", "yes-or-no", "what", "how"],
    "a",
    [0.8, null, null, null],
  ]);
  expect(columnsOf("cols=what,overall&mean=1")).toEqual([
    ["mean", "overall", "what"],
    "a",
    [null, 0.8, null],
  ]);
});
