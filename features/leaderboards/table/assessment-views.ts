import {
  type CorrelationMeasure,
  correlationMeasures,
} from "#/evaluation/statistics/correlation-interval.ts";
import type { AssessmentLeaderboard } from "#/features/leaderboards/ranking/leaderboard-row.ts";
import type { Label } from "#/features/leaderboards/table/leaderboard-model.ts";
import type { TableModel, TableView } from "#/features/leaderboards/table/table-model.ts";

export type Metric = CorrelationMeasure | `argmax.${CorrelationMeasure}`;

type Rows = AssessmentLeaderboard["rows"];

/** SRCC and PLCC, and KRCC where any row has it: published tables do not give it. */
export function measuresOf(rows: Rows): readonly CorrelationMeasure[] {
  const hasKendall = rows.some(({ scores }) => Object.values(scores).some(({ krcc }) => krcc.value !== null));
  return correlationMeasures.filter((measure) => measure !== "krcc" || hasKendall);
}

/** What is shown of each database: the same by argmax too, where it is known. */
export function metricsOf(rows: Rows): readonly Metric[] {
  const measures = measuresOf(rows);
  const hasArgmax = rows.some(({ scores }) => Object.values(scores).some(({ argmax }) => argmax));
  return hasArgmax ? [...measures, ...measures.map((measure) => `argmax.${measure}` as const)] : measures;
}

/** Softmax, argmax and text rating, as far as there are such figures. */
export function assessmentViews(
  columns: readonly { metric: Metric }[],
  tables: readonly TableModel[],
  label: Label,
): TableView[] {
  const of = (...desired: Metric[]) =>
    columns.flatMap(({ metric }, index) => (desired.includes(metric) ? [index] : []));
  const view = (key: string, shown: number[], more: Partial<TableView> = {}): TableView => ({
    key,
    label: label(`leaderboard.views.${key === "all" ? "both" : key}`),
    columns: shown,
    ...more,
  });
  const note = label("leaderboard.argmaxNote");
  const hasArgmax = columns.some(({ metric }) => metric === "argmax.srcc");
  const isOneOfSome = tables.length > 1 && tables.some(({ key }) => key === "text");
  return [
    view("all", of("srcc", "plcc", "krcc")),
    view("srcc", of("srcc")),
    view("plcc", of("plcc")),
    ...(columns.some(({ metric }) => metric === "krcc") ? [view("krcc", of("krcc"))] : []),
    ...(hasArgmax
      ? [
          view("argmax", of("argmax.srcc", "argmax.plcc", "argmax.krcc"), { note }),
          view("both-ways", of("srcc", "argmax.srcc"), { note }),
        ]
      : []),
    ...(isOneOfSome ? [view("text", of("srcc", "plcc", "krcc"), { tables: ["text"] })] : []),
  ];
}
