import { cells, quadrants, questionTypes } from "#/evaluation/tasks/perception/slices.ts";
import type { FigureBoard, Label } from "#/features/leaderboards/figure-board.ts";
import { sliceAddress } from "#/features/leaderboards/figure-items.ts";
import { commonCount, figureRows } from "#/features/leaderboards/figure-rows.ts";
import type { FigureColumn, FigureRow } from "#/features/leaderboards/figure-table.ts";
import type { PerceptionLeaderboard } from "#/features/leaderboards/leaderboard.ts";

const keys: readonly string[] = ["overall", ...questionTypes, ...quadrants, ...cells, "judged"];

export function perceptionBoard(board: PerceptionLeaderboard, label: Label): FigureBoard {
  const at = (wanted: readonly string[]) => wanted.map((key) => keys.indexOf(key));
  const judged = board.columns.includes("judged") ? ["judged"] : [];
  return {
    tables: board.tables.map((key, place) => {
      const rows = figureRows(
        board.rows.filter((row) => row.table === key),
        (scores) => keys.map((slice) => scores[slice]),
        label,
      );
      const named = place > 0 || key === "perplexity";
      return {
        key,
        title: named ? label(`leaderboard.tables.${key}`) : null,
        note: named ? label(`leaderboard.tableNotes.${key}`) : null,
        judged: "overall",
        smallest: board.smallestDifference[key] ?? null,
        columns: keys.map((slice, index) => ({
          ...perceptionColumn(slice, rows, index, label),
          items: board.dataset?.version ? sliceAddress(board.dataset.slug, slice) : undefined,
        })),
        rows,
      };
    }),
    views: [
      {
        key: "all",
        label: label("leaderboard.views.all"),
        columns: at(["overall", ...judged, ...questionTypes, ...quadrants]),
      },
      { key: "type", label: label("leaderboard.views.type"), columns: at(["overall", ...questionTypes]) },
      { key: "quadrant", label: label("leaderboard.views.quadrant"), columns: at(["overall", ...quadrants]) },
      { key: "cell", label: label("leaderboard.views.cell"), columns: at(["overall", ...cells]) },
    ],
    charts: [
      {
        kind: "radar",
        title: label("leaderboard.charts.quadrants"),
        columns: at(quadrants),
        labels: quadrants.map((slice) => label(`common.slices.${slice}`)),
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

function perceptionColumn(key: string, rows: FigureRow[], index: number, label: Label): FigureColumn {
  const [first = key, second] = key.split(".");
  const isType = questionTypes.some((type) => type === first);
  const isQuadrant = quadrants.some((quadrant) => quadrant === first);
  const long = label(`common.slices.${first}`);
  return {
    key,
    label: second ? label(`common.shortSlices.${second}`) : label(`common.shortSlices.${first}`),
    name: second ? `${long} × ${label(`common.slices.${second}`)}` : long,
    group: second
      ? long
      : isType
        ? label("leaderboard.groups.types")
        : isQuadrant
          ? label("leaderboard.groups.quadrants")
          : null,
    format: "percent",
    measure: "accuracy",
    n: commonCount(rows, index),
    higherIsBetter: true,
  };
}
