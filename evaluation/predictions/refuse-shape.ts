import { excerpt } from "#/evaluation/predictions/excerpt.ts";
import type { PredictionRow } from "#/evaluation/predictions/prediction-row.ts";
import { namesItem } from "#/evaluation/predictions/row-fields.ts";
import { AppError } from "#/lib/errors.ts";

const shownFields = 6;

/** AppError "bad-input" for a file of one object that is no row: columns, or answers under the names of items. */
export function refuseShape(row: PredictionRow, file: string): void {
  if (!row.isOnly || namesItem(row)) return;
  const names = Object.keys(row.record);
  const more = names.length > shownFields ? ", …" : "";
  const fields = names.slice(0, shownFields).map(excerpt).join(", ") + more;
  throw new AppError("bad-input", { key: "predictions.oneObject", params: { file, fields } });
}
