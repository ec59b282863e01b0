import { pairSubsets, quadrants, questionTypes } from "#/evaluation/tasks/perception/slices.ts";
import type {
  TableColumn,
  TableModel,
  TableRow,
  TableScore,
} from "#/features/leaderboards/table/table-model.ts";

/** Returns the items of a slice: `overall`, a question type, a quadrant, `compare`, or a cell such as `what.distortion`. */
export function sliceAddress(dataset: string, slice: string): string {
  const parts = slice.split(".");
  const type = questionTypes.find((one) => parts.includes(one));
  const concern = [...quadrants, ...pairSubsets].find((one) => parts.includes(one));
  const query = [type ? `type=${type}` : null, concern ? `concern=${concern}` : null].filter(Boolean);
  return `/datasets/${dataset}${query.length > 0 ? `?${query.join("&")}` : ""}`;
}

/** Returns the same items with what this row's model answered. */
function withModel(items: string, { slug, submission }: Pick<TableRow, "slug" | "submission">): string {
  const whose = `model=${encodeURIComponent(slug)}${submission ? `&submission=${submission}` : ""}`;
  return `${items}${items.includes("?") ? "&" : "?"}${whose}`;
}

/** Where a figure leads; rows that nobody was asked for, or that were withdrawn, lead to the items alone. */
export function scoreAddress(row: TableRow, column: TableColumn, figure: TableScore): string | undefined {
  if (column.database !== undefined) return databaseAddress(row, column.database, figure);
  if (column.items === undefined) return undefined;
  const hasAnswers = (row.source === "measured" || row.source === "uploaded") && !row.withdrawn;
  return hasAnswers ? withModel(column.items, row) : column.items;
}

/** Returns the scatter of the run behind it, where its submission may be looked at. */
function databaseAddress(row: TableRow, database: string, { measured }: TableScore): string | undefined {
  if (!measured) return undefined;
  if (measured.submissionId)
    return `/models/${row.slug}/scatter?dataset=${database}&submission=${measured.submissionId}`;
  return row.withdrawn ? undefined : withModel(`/datasets/${database}`, row);
}

/** Returns whether any of its figures leads somewhere. */
export function leadsToItems({ columns, rows }: TableModel): boolean {
  return rows.some((row) =>
    columns.some((column, index) => {
      const figure = row.figures[index];
      return figure && scoreAddress(row, column, figure) !== undefined;
    }),
  );
}
