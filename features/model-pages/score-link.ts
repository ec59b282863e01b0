import { figureAddress } from "#/features/leaderboards/table/score-address.ts";
import type { FigureRow, FigureTable } from "#/features/leaderboards/table/table-model.ts";

/** Where the items behind one figure of a row are, if anywhere. */
export function hrefOf(table: FigureTable, row: FigureRow, index: number): string | undefined {
  const [column, figure] = [table.columns[index], row.figures[index]];
  return column && figure ? figureAddress(row, column, figure) : undefined;
}
