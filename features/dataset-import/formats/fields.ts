import { z } from "zod";
import { quadrants, questionTypes } from "#/evaluation/tasks/perception/slices.ts";
import { plainPath } from "#/features/dataset-import/plain-path.ts";
import { normalizeText } from "#/lib/normalize-text.ts";

/** Text that PostgreSQL and a prompt can hold: not blank, no NUL, no half of a surrogate pair. */
export function plainText(longest: number) {
  return z
    .string("must be text")
    .max(longest, `has more than ${longest} characters`)
    .refine((text) => text.trim() !== "", "is empty")
    .refine((text) => !text.includes("\0") && text.isWellFormed(), "holds characters that are not text");
}

/** Windows writes `koniq\\a.jpg` for `koniq/a.jpg`. */
export const imagePath = z
  .string("must be text")
  .transform((path) =>
    path
      .trim()
      .replaceAll("\\", "/")
      .replace(/^(?:\.\/)+/, ""),
  )
  .refine((path) => plainPath(path) !== null, "must be a plain relative path")
  .transform((path) => plainPath(path) ?? path);

export const candidates = z
  .array(plainText(1000), "must be a list of texts")
  .min(2, "needs at least 2 options")
  .max(26, "has more than 26 options")
  .refine((options) => new Set(options.map(optionKey)).size === options.length, "names one option twice");

/** What pandas, Excel and the files of Q-Bench write where there is no value. `None` and `NA` may be answers. */
const fillers = new Set([
  "",
  "nan",
  "-nan",
  "n/a",
  "#n/a",
  "#n/a n/a",
  "#na",
  "<na>",
  "null",
  "1.#ind",
  "-1.#ind",
  "1.#qnan",
  "-1.#qnan",
]);

export function isFiller(text: string): boolean {
  const plain = text.trim();
  return fillers.has(plain.toLowerCase()) && plain !== "Nan";
}

export function optionKey(option: string): string {
  return normalizeText(option, "NFC").trim();
}

function knownId(names: readonly string[]) {
  const known = names.map((name, id) => `${id} ${name}`).join(", ");
  return z.int({ error: () => `must be one of ${known}` }).refine((id) => names[id] !== undefined, {
    error: (issue) => `is ${issue.input}; known are ${known}`,
  });
}

export const questionType = knownId(questionTypes);
export const concern = knownId(quadrants.map((name) => name.replace("in-context-", "in-context ")));
