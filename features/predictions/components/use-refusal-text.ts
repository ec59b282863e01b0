"use client";
import { useTranslations } from "next-intl";
import type { Refusal } from "#/features/predictions/components/send-file.ts";
import { useSentence } from "#/features/submissions/components/use-sentence.ts";

/** Returns what says one of a refusal's English sentences in the reader's language. */
export function useRefusalText(): (refusal: Refusal, english: string) => string {
  const t = useTranslations("errors");
  const sentence = useSentence();
  return ({ message, key, params }, english) =>
    key !== undefined && english === message && t.has(key) ? t(key, params) : sentence(english);
}
