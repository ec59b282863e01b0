import type { z } from "zod";
import type { Problem } from "#/features/datasets/problems.ts";

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
    if (parsed.success) {
      checked.records.push({ at, value: parsed.data });
      continue;
    }
    for (const issue of parsed.error.issues) {
      const path = issue.path.map((key) => (typeof key === "number" ? `[${key}]` : `.${String(key)}`));
      const missing = issue.code === "invalid_type" && issue.input === undefined && path.length > 0;
      checked.problems.push({ at: at + path.join(""), reason: missing ? "is missing" : issue.message });
    }
  }
  return checked;
}
