import type { Label } from "#/features/leaderboards/table/leaderboard-model.ts";
import type { TableModel, TableView } from "#/features/leaderboards/table/table-model.ts";

export const metrics = ["srcc", "plcc", "argmax.srcc", "argmax.plcc"] as const;
export type Metric = (typeof metrics)[number];

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
    view("all", of("srcc", "plcc")),
    view("srcc", of("srcc")),
    view("plcc", of("plcc")),
    ...(hasArgmax
      ? [
          view("argmax", of("argmax.srcc", "argmax.plcc"), { note }),
          view("both-ways", of("srcc", "argmax.srcc"), { note }),
        ]
      : []),
    ...(isOneOfSome ? [view("text", of("srcc", "plcc"), { tables: ["text"] })] : []),
  ];
}
