import { unstable_rethrow } from "next/navigation";
import { getLocale } from "next-intl/server";
import { AppError, type FieldErrors } from "#/lib/errors.ts";
import type { FormState } from "#/lib/form-state.ts";
import type { Locale } from "#/lib/i18n/routing.ts";
import { sayError } from "#/lib/i18n/say-error.ts";
import { sentenceIn } from "#/lib/i18n/sentence-in.ts";
import { shortRefusal, shortText } from "#/lib/short-refusal.ts";

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
  const { message, fields = {} } = refusalIn(locale, error);
  return Object.keys(fields).length === 0 ? { values, message } : { values, fields };
}

/** Only what a text is filled with may be long; its own words are whole. */
function refusalIn(locale: Locale, error: AppError): { message: string; fields?: FieldErrors | undefined } {
  if (error.text) return error.said((text) => sayError(locale, shortText(text)));
  const { message, fields = {} } = shortRefusal(error);
  const translate = (sentence: string) => sentenceIn(locale, sentence);
  const translated = Object.entries(fields).map(([name, sentences]) => [name, sentences.map(translate)]);
  return { message: translate(message), fields: Object.fromEntries(translated) };
}
