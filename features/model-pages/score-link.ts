import { scoreAddress } from "#/features/leaderboards/table/score-address.ts";
import type { TableModel, TableRow } from "#/features/leaderboards/table/table-model.ts";

/** Where the items behind one figure of a row are, if anywhere. */
export function scoreLink(table: TableModel, row: TableRow, index: number): string | undefined {
  const [column, figure] = [table.columns[index], row.figures[index]];
  return column && figure ? scoreAddress(row, column, figure) : undefined;
}
