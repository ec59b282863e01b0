import type { z } from "zod";
import { AppError, type FieldErrors } from "#/lib/errors.ts";
import { refuseOddInput } from "#/lib/http/refuse-odd-input.ts";

/** Refuses with every problem, each under its field. */
export function parseInput<S extends z.ZodType>(schema: S, input: unknown): z.output<S> {
  refuseOddInput(input);
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const found = new Map<string, string[]>();
  for (const { path, message } of parsed.error.issues) {
    const field = path.join(".") || "body";
    const messages = found.get(field) ?? [];
    messages.push(message);
    found.set(field, messages);
  }
  const [field, messages] = [...found][0] ?? ["body", ["is not valid"]];
  const fields: FieldErrors = Object.fromEntries(found);
  throw new AppError("bad-input", `${field}: ${messages.join(" ")}`, { fields });
}
