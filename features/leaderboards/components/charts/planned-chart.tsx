"use client";
import { lazy } from "react";
import type { ChartPlan } from "#/features/leaderboards/table/leaderboard-model.ts";
import type { TableModel, TableRow } from "#/features/leaderboards/table/table-model.ts";

const RadarFigures = lazy(() =>
  import("#/components/charts/radar-figures.tsx").then((m) => ({ default: m.RadarFigures })),
);
const BarFigures = lazy(() =>
  import("#/components/charts/bar-figures.tsx").then((m) => ({ default: m.BarFigures })),
);
const StackedShares = lazy(() =>
  import("#/components/charts/stacked-shares.tsx").then((m) => ({ default: m.StackedShares })),
);

/** Room for a title, a key and the picture itself. */
export function chartHeight(kind: ChartPlan["kind"], rows: number): number {
  return kind === "shares" ? 88 + rows * 44 : 348;
}

type Props = { plan: ChartPlan; table: Pick<TableModel, "columns">; rows: TableRow[] };

export function PlannedChart({ plan, table, rows }: Props) {
  const percent = table.columns[plan.columns[0] ?? 0]?.format === "percent";
  const twice = (row: TableRow) => rows.filter(({ name }) => name === row.name).length > 1;
  const series = rows.map((row) => ({
    name: twice(row) ? `${row.name} (${row.submittedBy ?? row.source})` : row.name,
    values: plan.columns.map((index) => {
      const value = row.figures[index]?.value;
      return value === undefined ? null : percent ? value * 100 : value;
    }),
    bands: plan.columns.map((index) => {
      const { low = null, high = null } = row.figures[index] ?? {};
      const scale = percent ? 100 : 1;
      return low === null || high === null ? null : ([low * scale, high * scale] as const);
    }),
  }));
  const shared = { title: plan.title, labels: plan.labels, series };
  if (plan.kind === "shares") return <StackedShares {...shared} />;
  const scale = { max: percent ? 100 : 1, digits: percent ? 1 : 3 };
  return plan.kind === "radar" ? (
    <RadarFigures {...shared} {...scale} />
  ) : (
    <BarFigures {...shared} {...scale} />
  );
}
