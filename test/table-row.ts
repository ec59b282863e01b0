import type { TableRow } from "#/features/leaderboards/table/table-model.ts";

/** Returns a measured model's row without a rank and figures, but for what is changed. */
export function tableRow(slug: string, change: Partial<TableRow> = {}): TableRow {
  return {
    key: slug,
    slug,
    name: slug,
    organization: null,
    kind: "model",
    source: "measured",
    reportedBy: null,
    protocol: null,
    versions: null,
    rung: null,
    coverage: 1,
    rank: { value: null, best: null, worst: null },
    rankTest: null,
    figures: [],
    ...change,
  };
}
