import type { TableColumn } from "#/features/leaderboards/table/table-model.ts";

export type ColumnGroup = { label: string | null; span: number; first: string };

/** Neighbouring columns with one group head above them. */
export function columnGroups(columns: Pick<TableColumn, "group" | "key">[]): ColumnGroup[] {
  const groups: ColumnGroup[] = [];
  for (const { group, key } of columns) {
    const last = groups.at(-1);
    if (last && last.label === group) last.span += 1;
    else groups.push({ label: group, span: 1, first: key });
  }
  return groups;
}
