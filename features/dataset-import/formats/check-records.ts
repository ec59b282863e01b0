import type { z } from "zod";
import { duplicatePaths } from "#/features/dataset-import/formats/duplicate-paths.ts";
import type { Problem } from "#/features/dataset-import/problems.ts";

export type Checked<T> = { records: { at: string; value: T }[]; problems: Problem[] };

/** Checks each record against the schema; `place` names a record, as `[3]` or `line 4`. */
export function checkRecords<T>(
  values: readonly unknown[],
  schema: z.ZodType<T>,
  place: (index: number) => string,
): Checked<T> {
  const checked: Checked<T> = { records: [], problems: [] };
  for (const [index, value] of values.entries()) {
    const at = place(index);
    const parsed = schema.safeParse(value, { reportInput: true });
    if (parsed.success) checked.records.push({ at, value: parsed.data });
    else checked.problems.push(...parsed.error.issues.map((issue) => problemOf(issue, at)));
  }
  return checked;
}

/** Returns the same for records that are identified by their `img_path`. */
export function checkImageRecords<T extends { img_path: string }>(
  values: readonly unknown[],
  schema: z.ZodType<T> & { shape: { img_path: z.ZodType<string> } },
  place: (index: number) => string,
): Checked<T> {
  const { records, problems } = checkRecords(values, schema, place);
  return { records, problems: [...problems, ...duplicatePaths(values, schema.shape.img_path, place)] };
}

function problemOf(issue: z.core.$ZodIssue, at: string): Problem {
  const path = issue.path.map((key) => (typeof key === "number" ? `[${key}]` : `.${String(key)}`)).join("");
  const missing = issue.input === undefined && path !== "";
  return { at: at + path, reason: missing ? "is missing" : issue.message };
}
