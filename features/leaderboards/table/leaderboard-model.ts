import type { TableModel, TableView } from "#/features/leaderboards/table/table-model.ts";

/** A figure chart of chosen rows: which columns, under which labels. */
export type ChartPlan = {
  kind: "radar" | "bars" | "shares";
  title: string;
  columns: number[];
  labels: string[];
};

export type LeaderboardModel = { tables: TableModel[]; views: TableView[]; charts: ChartPlan[] };

/** Text of a message path such as `common.slices.what`. */
export type Label = (path: string) => string;
