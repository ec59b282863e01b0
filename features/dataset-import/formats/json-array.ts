import { AppError } from "#/lib/errors.ts";

/** Returns the values of a file that is one JSON array with at least one element. */
export function parseJsonArray(text: string): unknown[] {
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\ufeff/, ""));
  } catch (error) {
    throw new AppError("bad-input", `The file is not JSON: ${(error as Error).message}.`, { cause: error });
  }
  if (!Array.isArray(value)) {
    throw new AppError("bad-input", "The file is JSON but not a list of items. Check --as and the file.");
  }
  if (value.length === 0) throw new AppError("bad-input", "The file holds no items.");
  return value;
}

export function arrayPlace(index: number): string {
  return `[${index}]`;
}
