"use client";
import { memo, useDeferredValue } from "react";
import { WhenSeen } from "#/components/charts/when-seen.tsx";
import type { BoardTexts } from "#/features/leaderboards/components/board-texts.ts";
import { chartHeight, PlannedChart } from "#/features/leaderboards/components/charts/planned-chart.tsx";
import type { ChartPlan } from "#/features/leaderboards/table/leaderboard-model.ts";
import type { TableModel } from "#/features/leaderboards/table/table-model.ts";
import type { VisibleRows } from "#/features/leaderboards/table/visible-rows.ts";

type Props = { plans: ChartPlan[]; table: TableModel; seen: VisibleRows; texts: BoardTexts };

/** Looks at the pinned rows, else at the first three; drawn after the table, which is what a hand waits for. */
export function BoardCharts({ plans, table, seen, texts }: Props) {
  return <Charts plans={plans} table={useDeferredValue(table)} seen={useDeferredValue(seen)} texts={texts} />;
}

const Charts = memo(function Charts({ plans, table, seen, texts }: Props) {
  const chosen = seen.pinned.length > 0 ? seen.pinned.slice(0, 4) : seen.models.slice(0, 3);
  if (chosen.length === 0) return null;
  return (
    <section className="mt-10">
      <h2 className="text-base font-semibold">{texts.charts}</h2>
      <p className="mb-4 text-muted">{seen.pinned.length > 0 ? texts.chartsOfPinned : texts.chartsOf}</p>
      <div className="grid gap-x-10 gap-y-8 lg:grid-cols-2">
        {plans.map((plan) => (
          <WhenSeen
            key={plan.title}
            waiting={texts.chartLoading}
            height={chartHeight(plan.kind, chosen.length)}
          >
            <PlannedChart plan={plan} table={table} rows={chosen} />
          </WhenSeen>
        ))}
      </div>
    </section>
  );
});
