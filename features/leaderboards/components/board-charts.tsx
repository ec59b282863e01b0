"use client";
import { lazy } from "react";
import { WhenSeen } from "#/components/charts/when-seen.tsx";
import type { BoardTexts } from "#/features/leaderboards/components/board-texts.ts";
import type { ChartPlan } from "#/features/leaderboards/figure-board.ts";
import type { FigureRow, FigureTable } from "#/features/leaderboards/figure-table.ts";
import type { SeenRows } from "#/features/leaderboards/seen-rows.ts";

const RadarFigures = lazy(() =>
  import("#/components/charts/radar-figures.tsx").then((m) => ({ default: m.RadarFigures })),
);
const BarFigures = lazy(() =>
  import("#/components/charts/bar-figures.tsx").then((m) => ({ default: m.BarFigures })),
);
const StackedShares = lazy(() =>
  import("#/components/charts/stacked-shares.tsx").then((m) => ({ default: m.StackedShares })),
);

type Props = { plans: ChartPlan[]; table: FigureTable; seen: SeenRows; texts: BoardTexts };

/** Looks at the pinned rows, else at the first three. */
export function BoardCharts({ plans, table, seen, texts }: Props) {
  const chosen = seen.pinned.length > 0 ? seen.pinned.slice(0, 4) : seen.models.slice(0, 3);
  if (chosen.length === 0) return null;
  return (
    <section className="mt-10">
      <h2 className="text-base font-semibold">{texts.charts}</h2>
      <p className="mb-4 text-muted">{seen.pinned.length > 0 ? texts.chartsOfPinned : texts.chartsOf}</p>
      <div className="grid gap-x-10 gap-y-8 lg:grid-cols-2">
        {plans.map((plan) => (
          <WhenSeen key={plan.title} waiting={texts.chartLoading}>
            <Chart plan={plan} table={table} rows={chosen} />
          </WhenSeen>
        ))}
      </div>
    </section>
  );
}

function Chart({ plan, table, rows }: { plan: ChartPlan; table: FigureTable; rows: FigureRow[] }) {
  const format = table.columns[plan.columns[0] ?? 0]?.format;
  const percent = format === "percent";
  const series = rows.map((row) => ({
    name: row.name,
    values: plan.columns.map((index) => {
      const value = row.figures[index]?.value;
      return value === undefined ? null : percent ? value * 100 : value;
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
