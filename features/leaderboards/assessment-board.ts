import type { FigureBoard, Label } from "#/features/leaderboards/figure-board.ts";
import { commonCount, figureRows } from "#/features/leaderboards/figure-rows.ts";
import type { AssessmentLeaderboard } from "#/features/leaderboards/leaderboard.ts";

const metrics = ["srcc", "plcc"] as const;
/** The table that needs no heading where it stands first. */
const official = "exact";

/** One group of columns a database, the average first. */
export function assessmentBoard(board: AssessmentLeaderboard, label: Label): FigureBoard {
  const databases = [...board.columns].sort((a, b) => Number(b === "average") - Number(a === "average"));
  const columns = databases.flatMap((database) => metrics.map((metric) => ({ database, metric })));
  const of = (wanted: string) => columns.flatMap(({ metric }, index) => (metric === wanted ? [index] : []));
  const single = databases.filter((database) => database !== "average");
  const chart = {
    columns: single.map((database) => columns.findIndex((column) => column.database === database)),
    labels: single.map((database) => label(`common.datasets.${database}`)),
  };
  return {
    tables: board.tables.map((key, place) => {
      const rows = figureRows(
        board.rows.filter((row) => row.table === key),
        (scores) => columns.map(({ database, metric }) => scores[database]?.[metric]),
        label,
      );
      return {
        key,
        title: place > 0 || key !== official ? label(`leaderboard.tables.${key}`) : null,
        note: key !== official ? label(`leaderboard.tableNotes.${key}`) : null,
        judged: board.dataset ? `${board.dataset.slug}.srcc` : "average.srcc",
        smallest: board.smallestDifference[key] ?? null,
        columns: columns.map(({ database, metric }, index) => ({
          key: `${database}.${metric}`,
          label: metric.toUpperCase(),
          name: `${label(`common.datasets.${database}`)}, ${metric.toUpperCase()}`,
          group: groupHead(label(`common.datasets.${database}`), commonCount(rows, index)),
          format: "correlation",
          n: null,
          higherIsBetter: true,
        })),
        rows,
      };
    }),
    views: [
      { key: "all", label: label("leaderboard.views.both"), columns: columns.map((_, index) => index) },
      { key: "srcc", label: label("leaderboard.views.srcc"), columns: of("srcc") },
      { key: "plcc", label: label("leaderboard.views.plcc"), columns: of("plcc") },
    ],
    charts:
      single.length > 2
        ? [
            { kind: "radar", title: label("leaderboard.charts.databases"), ...chart },
            { kind: "bars", title: label("leaderboard.charts.averages"), ...chart },
          ]
        : [],
  };
}

/** Both columns of a database have the same n: it stands once, under the name. */
function groupHead(name: string, n: number | null): string {
  return n === null ? name : `${name}\nn = ${n.toLocaleString("en")}`;
}
