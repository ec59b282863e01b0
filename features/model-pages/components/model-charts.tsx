"use client";
import { WhenSeen } from "#/components/charts/when-seen.tsx";
import { chartHeight, PlannedChart } from "#/features/leaderboards/components/charts/planned-chart.tsx";
import type { ChartPlan } from "#/features/leaderboards/table/leaderboard-model.ts";
import type { TableModel, TableRow } from "#/features/leaderboards/table/table-model.ts";

type Props = { plans: ChartPlan[]; table: Pick<TableModel, "columns">; rows: TableRow[]; waiting: string };

export function ModelCharts({ plans, table, rows, waiting }: Props) {
  return plans.map((plan) => (
    <WhenSeen key={plan.title} waiting={waiting} height={chartHeight(plan.kind, rows.length)}>
      <PlannedChart plan={plan} table={table} rows={rows} />
    </WhenSeen>
  ));
}
