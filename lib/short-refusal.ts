import type { FieldErrors } from "#/lib/errors.ts";
import type { ErrorText } from "#/lib/i18n/error-text.ts";

type Refusal = { message: string; fields?: FieldErrors | undefined };

const longestMessage = 300;
const longestName = 60;
const longestWord = 60;
/** Of a long message both ends are kept: the end says what to do. */
const keptEnd = 100;
const mostMessages = 20;
/** As JSON in UTF-8, so that no refusal is larger than 8 KiB. */
const mostBytes = 6 * 1024;
const mostRead = 20_000;

const unseen = /(?!\n)[\p{Cc}\p{Cs}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;
const counted = /^and ([\d,]{1,15}) more$/;

/**
 * Returns what a refusal says, however much was sent: an excerpt of long words, both ends of long messages, and the first of
 * many problems. To be taken before the translation, which is looked up by the message.
 */
export function shortRefusal({ message, fields }: Refusal): Refusal {
  const short = shortened(message, longestMessage);
  return fields ? { message: short, fields: firstOf(fields) } : { message: short };
}

/** Returns key and parameters of an error as the API tells them; a parameter may be a stranger's text too. */
export function shortText(text: ErrorText): ErrorText {
  if (!text.params) return text;
  const params = Object.entries(text.params).map(([name, value]) => [
    name,
    typeof value === "string" ? shortened(value, longestMessage) : value,
  ]);
  return { key: text.key, params: Object.fromEntries(params) };
}

function firstOf(fields: FieldErrors): FieldErrors {
  const all = Object.entries(fields).flatMap(([name, words]) => words.map((word) => ({ name, word })));
  const shown = new Map<string, string[]>();
  let bytes = 0;
  let number = 0;
  for (const { name, word } of all.length > mostMessages ? all.slice(0, mostMessages - 1) : all) {
    const [field, message] = [shortened(name, longestName), shortened(word, longestMessage)];
    bytes += Buffer.byteLength(JSON.stringify([field, message]));
    if (bytes > mostBytes) break;
    shown.set(field, [...(shown.get(field) ?? []), message]);
    number += 1;
  }
  const [field] = [...shown.keys()].slice(-1);
  if (number < all.length && field !== undefined) {
    const more = `and ${countOf(all.slice(number)).toLocaleString("en")} more`;
    shown.set(field, [...(shown.get(field) ?? []), more]);
  }
  return Object.fromEntries(shown);
}

/** A list may end with the count of what it left out itself. */
function countOf(left: readonly { word: string }[]): number {
  const [, more] = counted.exec(left.at(-1)?.word ?? "") ?? [];
  return more === undefined ? left.length : left.length - 1 + Number(more.replaceAll(",", ""));
}

/** Characters that are not seen, or turn a text around, are not handed on: part of it may be a stranger's. */
function shortened(text: string, longest: number): string {
  const read = text.length <= 2 * mostRead ? text : `${text.slice(0, mostRead)}…${text.slice(-mostRead)}`;
  const message = read.replace(/\S{61,}/g, excerpt);
  const ends =
    message.length <= longest
      ? message
      : `${message.slice(0, Math.max(longest - keptEnd, longest / 2))}…${message.slice(1 - Math.min(keptEnd, longest / 2))}`;
  return ends.toWellFormed().replace(unseen, "\uFFFD");
}

function excerpt(word: string): string {
  const [end = ""] = /[^\p{L}\p{N}]{0,3}$/u.exec(word.slice(-3)) ?? [];
  return `${word.slice(0, longestWord - 1 - end.length)}…${end}`;
}
