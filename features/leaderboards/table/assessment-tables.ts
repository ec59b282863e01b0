import type { CorrelationMeasure } from "#/evaluation/statistics/correlation-interval.ts";
import type { Estimate } from "#/evaluation/statistics/estimate.ts";
import { commonMeasure } from "#/features/leaderboards/entries/measured-as.ts";
import type {
  AssessmentLeaderboard,
  AssessmentScore,
  AssessmentScores,
  LeaderboardRow,
} from "#/features/leaderboards/ranking/leaderboard-row.ts";
import { assessmentViews, type Metric, metricsOf } from "#/features/leaderboards/table/assessment-views.ts";
import type { Label, LeaderboardModel } from "#/features/leaderboards/table/leaderboard-model.ts";
import type { TableModel, TableRow } from "#/features/leaderboards/table/table-model.ts";
import { commonCount, tableRows } from "#/features/leaderboards/table/table-rows.ts";

type Column = { database: string; metric: Metric };

/** Returns one group of columns a database, the average first. */
export function assessmentTables(board: AssessmentLeaderboard, label: Label): LeaderboardModel {
  const databases = [...board.columns].sort((a, b) => Number(b === "average") - Number(a === "average"));
  const metrics = metricsOf(board.rows);
  const columns = databases.flatMap((database) => metrics.map((metric): Column => ({ database, metric })));
  const single = databases.filter((database) => database !== "average");
  const chart = {
    columns: single.map((database) => columns.findIndex((column) => column.database === database)),
    labels: single.map((database) => label(`common.datasets.${database}`)),
  };
  const tables = board.tables.map((key) => assessmentTable(board, key, columns, label));
  return {
    tables,
    views: assessmentViews(columns, tables, label),
    charts:
      single.length > 2
        ? [
            { kind: "radar", title: label("leaderboard.charts.databases"), ...chart },
            { kind: "bars", title: label("leaderboard.charts.averages"), ...chart },
          ]
        : [],
  };
}

function assessmentTable(
  board: AssessmentLeaderboard,
  key: string,
  columns: readonly Column[],
  label: Label,
): TableModel {
  const own = board.rows.filter((row) => row.table === key);
  const drawn = tableRows(
    own,
    (scores) => columns.map(({ database, metric }) => correlation(scores[database], metric)),
    label,
    board.task,
  );
  const rows = drawn.map((row, place) => withMeasure(row, own[place], columns));
  const named = board.tables.length > 1 || key !== "exact";
  return {
    key,
    title: named ? label(`leaderboard.tables.${key}`) : null,
    note: named ? label(`leaderboard.tableNotes.${key}`) : null,
    rankedBy: board.dataset ? `${board.dataset.slug}.srcc` : "average.srcc",
    smallest: board.smallestDifference[key] ?? null,
    columns: columns.map(({ database, metric }) => {
      const name = label(`leaderboard.metrics.${metric.replace(".", "-")}`);
      return {
        key: `${database}.${metric}`,
        label: name,
        name: `${label(`common.datasets.${database}`)}, ${name}`,
        group: groupHead(label(`common.datasets.${database}`), commonCount(rows, firstOf(columns, database))),
        format: "correlation",
        measure: metric,
        n: null,
        higherIsBetter: true,
        ...(database !== "average" && { database }),
      };
    }),
    rows,
  };
}

function correlation(score: AssessmentScore | undefined, metric: Metric): Estimate | undefined {
  const of = metric.startsWith("argmax.") ? score?.argmax : score;
  return of?.[metric.replace("argmax.", "") as CorrelationMeasure];
}

function firstOf(columns: readonly Column[], database: string): number {
  return columns.findIndex((column) => column.database === database);
}

/** Beside every measured number how it came about. */
function withMeasure(
  row: TableRow,
  from: LeaderboardRow<AssessmentScores> | undefined,
  columns: readonly Column[],
): TableRow {
  const scores = from?.scores ?? {};
  const figures = row.figures.map((figure, index) => {
    const column = columns[index];
    const measured = column && scores[column.database]?.measured;
    return figure && measured ? { ...figure, measured } : figure;
  });
  const measured = commonMeasure(Object.values(scores).flatMap((score) => score.measured ?? []));
  return { ...row, rung: measured?.rung ?? row.rung, measured, figures };
}

/** All columns of a database have the same n: it stands once, under the name. */
function groupHead(name: string, n: number | null): string {
  return n === null ? name : `${name}\nn = ${n.toLocaleString("en")}`;
}
