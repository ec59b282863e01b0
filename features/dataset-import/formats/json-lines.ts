import { arrayPlace, parseJsonArray } from "#/features/dataset-import/formats/json-array.ts";
import type { Problem } from "#/features/dataset-import/problems.ts";
import { AppError } from "#/lib/errors.ts";

type Lines = { values: unknown[]; problems: Problem[]; place: (index: number) => string };

/** Returns one JSON value a line, blank lines skipped; a file that is one list is read as that. */
export function parseJsonLines(text: string): Lines {
  const clean = text.replace(/^\ufeff/, "");
  if (clean.trimStart().startsWith("[")) {
    return { values: parseJsonArray(clean), problems: [], place: arrayPlace };
  }
  const values: unknown[] = [];
  const numbers: number[] = [];
  const problems: Problem[] = [];
  for (const [index, line] of clean.split("\n").entries()) {
    if (line.trim() === "") continue;
    try {
      values.push(JSON.parse(line));
      numbers.push(index + 1);
    } catch (error) {
      problems.push({ at: `line ${index + 1}`, reason: `is not JSON: ${(error as Error).message}` });
    }
  }
  if (values.length + problems.length === 0) throw new AppError("bad-input", "The file holds no items.");
  return { values, problems, place: (index) => `line ${numbers[index]}` };
}
