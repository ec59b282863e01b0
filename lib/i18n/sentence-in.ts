import type { Locale } from "#/lib/i18n/routing.ts";
import chinese from "#/messages/zh-CN/sentences.json" with { type: "json" };

/** English templates, as `AppError`s and reasons are written, beside their Chinese; `{}` stands for any text. */
const templates = Object.entries(chinese)
  // "Not tried: …" before "Not {}:".
  .sort(([one], [other]) => wordsOf(other) - wordsOf(one))
  .map(([english, translation]) => ({
    pattern: new RegExp(`^${english.split("{}").map(escapeRegExp).join("(.+?)")}(?<rest> .+)?$`, "s"),
    translation,
  }));

/** One or more sentences; what the dictionary lacks stays English. */
export function sentenceIn(locale: Locale, sentence: string): string {
  if (locale === "en") return sentence;
  for (const { pattern, translation } of templates) {
    const match = pattern.exec(sentence);
    if (!match) continue;
    let place = 0;
    const rest = match.groups?.rest;
    return (
      translation.replaceAll("{}", () => sentenceIn(locale, match[++place] ?? "")) +
      (rest ? sentenceIn(locale, rest.trim()) : "")
    );
  }
  return sentence;
}

function wordsOf(english: string): number {
  return english.replaceAll("{}", "").length;
}

function escapeRegExp(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
