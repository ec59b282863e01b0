import { excerpt } from "#/evaluation/predictions/excerpt.ts";
import type { PredictionRow } from "#/evaluation/predictions/prediction-row.ts";
import { hasAnswer, namesItem } from "#/evaluation/predictions/row-fields.ts";
import { AppError } from "#/lib/errors.ts";

const shownFields = 6;

/** AppError "bad-input" for an object that is no row: columns, answers under the names of items, one list of several. */
export function refuseShape(row: PredictionRow, file: string): void {
  if (row.textual || namesItem(row) || (!row.isOnly && hasAnswer(row))) return;
  const names = Object.keys(row.record);
  const more = names.length > shownFields ? ", …" : "";
  const fields = names.slice(0, shownFields).map(excerpt).join(", ") + more;
  throw new AppError("bad-input", { key: "predictions.oneObject", params: { file, fields } });
}
