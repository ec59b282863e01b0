import type { FigureBoard, Label } from "#/features/leaderboards/figure-board.ts";
import { commonCount, figureRows } from "#/features/leaderboards/figure-rows.ts";
import type { FigureColumn } from "#/features/leaderboards/figure-table.ts";
import type {
  DescriptionLeaderboard,
  DescriptionScores,
  ScoreValue,
} from "#/features/leaderboards/leaderboard.ts";

const dimensions = ["completeness", "precision", "relevance"] as const;
const shares = ["p0", "p1", "p2"] as const;
const keys = [
  "sum",
  ...dimensions.flatMap((dimension) => [...shares.map((p) => `${dimension}.${p}`), dimension]),
];

export function descriptionBoard(board: DescriptionLeaderboard, label: Label): FigureBoard {
  const at = (wanted: readonly string[]) => wanted.map((key) => keys.indexOf(key));
  return {
    tables: board.tables.map((key, place) => {
      const rows = figureRows(
        board.rows.filter((row) => row.table === key),
        (scores) => keys.map((column) => scoreAt(scores, column)),
        label,
      );
      return {
        key,
        title: place > 0 ? label(`leaderboard.tables.${key}`) : null,
        note: place > 0 ? label(`leaderboard.tableNotes.${key}`) : null,
        judged: "sum",
        smallest: board.smallestDifference[key] ?? null,
        columns: keys.map((column, index) => ({
          ...descriptionColumn(column, label),
          n: commonCount(rows, index),
        })),
        rows,
      };
    }),
    views: [
      { key: "all", label: label("leaderboard.views.shares"), columns: keys.map((_, index) => index) },
      { key: "score", label: label("leaderboard.views.score"), columns: at(["sum", ...dimensions]) },
    ],
    charts: dimensions.map((dimension) => ({
      kind: "shares",
      title: label(`leaderboard.charts.${dimension}`),
      columns: at(shares.map((p) => `${dimension}.${p}`)),
      labels: ["P0", "P1", "P2"],
    })),
  };
}

function scoreAt(scores: DescriptionScores, column: string): ScoreValue | null {
  const [dimension = "", share] = column.split(".");
  const score = scores[dimension];
  if (!score) return null;
  if (!share) return score;
  const value = "p0" in score ? score[share as (typeof shares)[number]] : null;
  return { value, n: score.n, low: null, high: null };
}

function descriptionColumn(key: string, label: Label): Omit<FigureColumn, "n"> {
  const [dimension = key, share] = key.split(".");
  const name = label(`common.dimensions.${dimension}`);
  if (share) {
    const upper = share.toUpperCase();
    const better = share !== "p0";
    return {
      key,
      label: upper,
      name: `${name}, ${upper}`,
      group: name,
      format: "percent",
      higherIsBetter: better,
    };
  }
  const sum = key === "sum";
  return {
    key,
    label: sum ? name : label("leaderboard.score"),
    name,
    group: sum ? null : name,
    format: sum ? "sum" : "points",
    higherIsBetter: true,
  };
}
