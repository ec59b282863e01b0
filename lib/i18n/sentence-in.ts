import type { Locale } from "#/lib/i18n/routing.ts";
import chinese from "#/messages/zh-CN/sentences.json" with { type: "json" };

/** What is longer is somebody's text rather than a sentence of ours, and stays as it is. */
const longestTranslated = 4000;

/** English templates, as `AppError`s and reasons are written, beside their Chinese; `{}` stands for any text. */
const templates = Object.entries(chinese)
  // "Not tried: …" before "Not {}:".
  .sort(([one], [other]) => wordsOf(other) - wordsOf(one))
  .map(([english, translation]) => ({ parts: english.split("{}"), translation }));

/** Returns one or more sentences; what the dictionary lacks stays English. */
export function sentenceIn(locale: Locale, sentence: string): string {
  if (locale === "en" || sentence.length > longestTranslated) return sentence;
  for (const { parts, translation } of templates) {
    const found = fillings(parts, sentence);
    if (!found) continue;
    let index = 0;
    const { texts, rest } = found;
    return (
      translation.replaceAll("{}", () => sentenceIn(locale, texts[index++] ?? "")) +
      (rest ? sentenceIn(locale, rest) : "")
    );
  }
  return sentence;
}

type Fillings = { texts: string[]; rest: string };

/** Returns the shortest texts between the parts of a template with which it is a sentence, and the sentences after it. */
function fillings([first = "", ...parts]: readonly string[], sentence: string): Fillings | null {
  if (!sentence.startsWith(first)) return null;
  const texts: string[] = [];
  let at = first.length;
  for (const [index, part] of parts.entries()) {
    const isLast = index === parts.length - 1;
    const found = placeOf(sentence, part, at + 1, isLast);
    if (found === -1) return null;
    texts.push(sentence.slice(at, found));
    at = found + part.length;
  }
  return isEnd(sentence, at) ? { texts, rest: sentence.slice(at).trim() } : null;
}

function placeOf(sentence: string, part: string, from: number, isLast: boolean): number {
  for (let at = from; at <= sentence.length; at += 1) {
    at = sentence.indexOf(part, at);
    if (at === -1 || !isLast || isEnd(sentence, at + part.length)) return at;
  }
  return -1;
}

/** Returns whether a sentence may be over here: another one comes after a space. */
function isEnd(text: string, at: number): boolean {
  return at === text.length || (text[at] === " " && at + 1 < text.length);
}

function wordsOf(english: string): number {
  return english.replaceAll("{}", "").length;
}
