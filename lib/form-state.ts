import type { FieldErrors } from "#/lib/errors.ts";

/** What a form shows after it was sent: what was typed, what is wrong with it, or that it worked. */
export type FormState = {
  values: Record<string, string>;
  message?: string;
  fields?: FieldErrors;
  saved?: boolean;
};

export const emptyForm: FormState = { values: {} };
