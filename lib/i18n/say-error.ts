import { type ErrorText, errorText, errorTextProblem } from "#/lib/i18n/error-text.ts";
import type { Locale } from "#/lib/i18n/routing.ts";
import { log } from "#/lib/log.ts";

const logged = new Set<string>();

/** Returns an error's text in the reader's language; what is missing of it is logged once. */
export function sayError(locale: Locale, text: ErrorText): string {
  const problem = errorTextProblem(locale, text);
  if (problem !== null && !logged.has(problem)) {
    logged.add(problem);
    log().warn({ problem }, "a text for readers is not whole");
  }
  return errorText(locale, text);
}
