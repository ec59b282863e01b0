import { fill } from "#/lib/i18n/fill.ts";
import type { Locale } from "#/lib/i18n/routing.ts";
import english from "#/messages/en/errors.json" with { type: "json" };
import chinese from "#/messages/zh-CN/errors.json" with { type: "json" };

type Texts = typeof english;
type ErrorKey = {
  [Group in keyof Texts & string]: `${Group}.${keyof Texts[Group] & string}`;
}[keyof Texts & string];

/** A text of messages/<locale>/errors.json with what goes into its places. */
export type ErrorText = { key: ErrorKey; params?: Record<string, string | number> };

const byLocale: Record<Locale, Record<string, Record<string, string>>> = { en: english, "zh-CN": chinese };

/** Returns the text in words, whatever is missing of it. */
export function errorText(locale: Locale, { key, params = {} }: ErrorText): string {
  const template = templateOf(locale, key);
  if (template === undefined) return [inWords(key), ...Object.values(params)].join(", ");
  return fill(template, { ...Object.fromEntries(placesOf(template).map((name) => [name, "…"])), ...params });
}

/** Returns what is missing of a text; null where nothing is. */
export function errorTextProblem(locale: Locale, { key, params = {} }: ErrorText): string | null {
  const template = templateOf(locale, key);
  if (template === undefined) return `messages/${locale}/errors.json has no text ${key}`;
  const absent = placesOf(template).filter((name) => params[name] === undefined);
  return absent.length === 0 ? null : `the text ${key} lacks ${absent.join(", ")}`;
}

function templateOf(locale: Locale, key: string): string | undefined {
  const [group = "", name = ""] = key.split(".");
  return byLocale[locale][group]?.[name];
}

function placesOf(template: string): string[] {
  return [...template.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => name);
}

/** "tokens.tooMany" as "Tokens: too many". */
function inWords(key: string): string {
  const words = key
    .replaceAll(".", ": ")
    .replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
    .replaceAll("-", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}
