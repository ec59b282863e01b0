import type { z } from "zod";
import { AppError, type FieldErrors } from "#/lib/errors.ts";

/** Refuses with every problem, each under its field. */
export function parseInput<S extends z.ZodType>(schema: S, input: unknown): z.output<S> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const fields: FieldErrors = {};
  for (const { path, message } of parsed.error.issues) {
    const field = path.join(".") || "body";
    fields[field] = [...(fields[field] ?? []), message];
  }
  const [field, messages] = Object.entries(fields)[0] ?? ["body", ["is not valid"]];
  throw new AppError("bad-input", `${field}: ${messages.join(" ")}`, { fields });
}
