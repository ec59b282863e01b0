import { quadrants, questionTypes } from "#/evaluation/tasks/perception/slices.ts";
import type { Figure, FigureColumn, FigureRow } from "#/features/leaderboards/figure-table.ts";

/** The items of a slice: `overall`, a question type, a quadrant or a cell such as `what.distortion`. */
export function sliceAddress(dataset: string, slice: string): string {
  const parts = slice.split(".");
  const type = questionTypes.find((one) => parts.includes(one));
  const concern = quadrants.find((one) => parts.includes(one));
  const query = [type ? `type=${type}` : null, concern ? `concern=${concern}` : null].filter(Boolean);
  return `/datasets/${dataset}${query.length > 0 ? `?${query.join("&")}` : ""}`;
}

/** The same items with what this row's model answered. */
export function withModel(
  items: string,
  { slug, submission }: Pick<FigureRow, "slug" | "submission">,
): string {
  const whose = `model=${encodeURIComponent(slug)}${submission ? `&submission=${submission}` : ""}`;
  return `${items}${items.includes("?") ? "&" : "?"}${whose}`;
}

/** Where a figure leads; rows that nobody was asked for, or that were withdrawn, lead to the items alone. */
export function figureAddress(row: FigureRow, column: FigureColumn, figure: Figure): string | undefined {
  if (figure.href !== undefined || column.items === undefined) return figure.href;
  const hasAnswers = (row.source === "measured" || row.source === "predictions") && !row.withdrawn;
  return hasAnswers ? withModel(column.items, row) : column.items;
}
