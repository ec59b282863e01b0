import {
  cells,
  isPairSubset,
  pairCells,
  pairConcerns,
  pairSubsets,
  quadrants,
  questionTypes,
} from "#/evaluation/tasks/perception/slices.ts";
import type { PerceptionLeaderboard } from "#/features/leaderboards/ranking/leaderboard-row.ts";
import type { Label, LeaderboardModel } from "#/features/leaderboards/table/leaderboard-model.ts";
import { sliceAddress } from "#/features/leaderboards/table/score-address.ts";
import type { TableColumn, TableRow } from "#/features/leaderboards/table/table-model.ts";
import { commonCount, tableRows } from "#/features/leaderboards/table/table-rows.ts";

/** What a board is divided into beside question types, and the names of its views, groups and charts. */
type Division = {
  concerns: readonly string[];
  cells: readonly string[];
  views: { all: string; concerns: string };
  chart: string;
  groupOf: (concern: string) => string;
};

const single: Division = {
  concerns: quadrants,
  cells,
  views: { all: "all", concerns: "quadrant" },
  chart: "quadrants",
  groupOf: () => "quadrants",
};
const pairs: Division = {
  concerns: [...pairConcerns, ...pairSubsets],
  cells: pairCells,
  views: { all: "allOfPairs", concerns: "concern" },
  chart: "concerns",
  groupOf: (concern) => (isPairSubset(concern) ? "pairs" : "concerns"),
};

export function perceptionTables(board: PerceptionLeaderboard, label: Label): LeaderboardModel {
  const division = board.columns.some(isPairSubset) ? pairs : single;
  const { concerns } = division;
  const keys = ["overall", ...questionTypes, ...concerns, ...division.cells, "judged"];
  const at = (desired: readonly string[]) => desired.map((key) => keys.indexOf(key));
  const view = (key: string, name: string, columns: readonly string[]) => ({
    key,
    label: label(`leaderboard.views.${name}`),
    columns: at(["overall", ...columns]),
  });
  const judged = board.columns.includes("judged") ? ["judged"] : [];
  return {
    tables: board.tables.map((key, place) => {
      const rows = tableRows(
        board.rows.filter((row) => row.table === key),
        (scores) => keys.map((slice) => scores[slice]),
        label,
        board.dataset?.slug ?? board.task,
      );
      const named = place > 0 || key === "perplexity" || key === "uploaded";
      return {
        key,
        title: named ? label(`leaderboard.tables.${key}`) : null,
        note: named ? label(`leaderboard.tableNotes.${key}`) : null,
        rankedBy: "overall",
        smallest: board.smallestDifference[key] ?? null,
        columns: keys.map((slice, index) => ({
          ...perceptionColumn(slice, division, rows, index, label),
          items: board.dataset?.version ? sliceAddress(board.dataset.slug, slice) : undefined,
        })),
        rows,
      };
    }),
    views: [
      view("all", division.views.all, [...judged, ...questionTypes, ...concerns]),
      view("type", "type", questionTypes),
      view("quadrant", division.views.concerns, concerns),
      view("cell", "cell", division.cells),
    ],
    charts: [
      {
        kind: "radar",
        title: label(`leaderboard.charts.${division.chart}`),
        columns: at(concerns),
        labels: concerns.map((slice) => label(`common.slices.${slice}`)),
      },
      {
        kind: "bars",
        title: label("leaderboard.charts.types"),
        columns: at(questionTypes),
        labels: questionTypes.map((slice) => label(`common.slices.${slice}`)),
      },
    ],
  };
}

function perceptionColumn(
  key: string,
  { concerns, groupOf }: Division,
  rows: TableRow[],
  index: number,
  label: Label,
): TableColumn {
  const [first = key, second] = key.split(".");
  const isType = questionTypes.some((type) => type === first);
  const long = label(`common.slices.${first}`);
  return {
    key,
    label: second ? label(`common.shortSlices.${second}`) : label(`common.shortSlices.${first}`),
    name: second ? `${long} × ${label(`common.slices.${second}`)}` : long,
    group: second
      ? long
      : isType
        ? label("leaderboard.groups.types")
        : concerns.includes(first)
          ? label(`leaderboard.groups.${groupOf(first)}`)
          : null,
    format: "percent",
    measure: "accuracy",
    n: commonCount(rows, index),
    higherIsBetter: true,
  };
}
