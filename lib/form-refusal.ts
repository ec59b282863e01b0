import { unstable_rethrow } from "next/navigation";
import { getLocale } from "next-intl/server";
import { AppError } from "#/lib/errors.ts";
import type { FormState } from "#/lib/form-state.ts";
import type { Locale } from "#/lib/i18n/routing.ts";
import { sayError } from "#/lib/i18n/say-error.ts";
import { sentenceIn } from "#/lib/i18n/sentence-in.ts";
import { shortRefusal } from "#/lib/short-refusal.ts";

/** Longer than what any field takes. */
const longestValue = 10_000;

/** Turns a refusal into words beside the fields, in the reader's language; other failures go to the error page. */
export async function formRefusal(error: unknown, typed: Record<string, string>): Promise<FormState> {
  unstable_rethrow(error);
  if (!(error instanceof AppError) || error.code === "internal") throw error;
  const values = Object.fromEntries(
    Object.entries(typed).map(([name, value]) => [name, value.slice(0, longestValue)]),
  );
  const locale = (await getLocale()) as Locale;
  const refusal = shortRefusal(error.said((text) => sayError(locale, text)));
  const translate = (sentence: string) => sentenceIn(locale, sentence);
  const fields = Object.entries(refusal.fields ?? {}).map(
    ([name, words]) => [name, words.map(translate)] as const,
  );
  if (fields.length === 0) return { values, message: translate(refusal.message) };
  return { values, fields: Object.fromEntries(fields) };
}
