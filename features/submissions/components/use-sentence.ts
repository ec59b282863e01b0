"use client";
import { useLocale } from "next-intl";
import type { Locale } from "#/lib/i18n/routing.ts";
import { sentenceIn } from "#/lib/i18n/sentence-in.ts";

/** Words that the server writes in English (reasons, causes), in the reader's language. */
export function useSentence(): (sentence: string) => string {
  const locale = useLocale() as Locale;
  return (sentence) => sentenceIn(locale, sentence);
}
