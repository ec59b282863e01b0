import { AppError } from "#/lib/errors.ts";

/** Returns the values of a file that is one JSON array with at least one element, or an object with one such list in it. */
export function parseJsonArray(text: string): unknown[] {
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\ufeff/, ""));
  } catch (error) {
    throw new AppError("bad-input", `The file is not JSON: ${(error as Error).message}.`, { cause: error });
  }
  const list = Array.isArray(value) ? value : onlyList(value);
  if (list === null) {
    throw new AppError("bad-input", "The file is JSON but not a list of items. Check --as and the file.");
  }
  if (list.length === 0) throw new AppError("bad-input", "The file holds no items.");
  return list;
}

/** Returns the one list of objects that an object holds, as some tools wrap it; null where there are none or several. */
function onlyList(value: unknown): unknown[] | null {
  const lists = Object.values(value ?? {}).filter(
    (inner): inner is unknown[] => Array.isArray(inner) && typeof inner[0] === "object",
  );
  return lists.length === 1 ? (lists[0] ?? null) : null;
}

export function arrayPlace(index: number): string {
  return `[${index}]`;
}
