import type {
  TableColumn,
  TableModel,
  TableScore,
  TableView,
} from "#/features/leaderboards/table/table-model.ts";

export const meanKey = "mean";

type MeanInput = { tables: readonly TableModel[]; view: TableView };

/** Returns whether the columns have a mean: two or more that measure the same. */
export function haveMean(columns: readonly TableColumn[]): boolean {
  return columns.length > 1 && new Set(columns.map(({ measure }) => measure)).size === 1;
}

/**
 * Returns the tables and the view with a column before the others: the unweighted mean of a row's figures in the columns of
 * the view. A row that lacks one of them has none, so that no two means are of different columns.
 */
export function withMean(
  { tables, view }: MeanInput,
  label: string,
  name: string,
): { tables: TableModel[]; view: TableView } {
  const place = tables[0]?.columns.length ?? 0;
  const widened = tables.map((table): TableModel => {
    const [first] = view.columns.flatMap((index) => table.columns[index] ?? []);
    if (!first) return table;
    const { format, measure, higherIsBetter } = first;
    const column = { key: meanKey, label, name, group: null, format, measure, n: null, higherIsBetter };
    const rows = table.rows.map((row) => ({
      ...row,
      figures: [...row.figures, meanOf(row.figures, view.columns)],
    }));
    return { ...table, columns: [...table.columns, column], rows };
  });
  return { tables: widened, view: { ...view, columns: [place, ...view.columns] } };
}

function meanOf(figures: readonly (TableScore | null)[], columns: readonly number[]): TableScore | null {
  const values = columns.flatMap((index) => figures[index]?.value ?? []);
  if (values.length < columns.length) return null;
  const value = values.reduce((sum, one) => sum + one, 0) / values.length;
  return { value, low: null, high: null, n: null };
}
