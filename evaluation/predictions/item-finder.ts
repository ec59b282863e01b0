import { excerpt } from "#/evaluation/predictions/excerpt.ts";
import { type RowKey, wholeNumber } from "#/evaluation/predictions/row-fields.ts";
import type { MatchWay } from "#/evaluation/predictions/row-matches.ts";

/** Which field of a dataset's file its items' keys are from; null where they have none. */
export type KeyField = string | null;

/** What matching needs to know of a dataset's item. */
export type MatchableItem = {
  number: number;
  imagePath: string;
  key?: string | null;
  question?: string | null;
};

export type Found =
  | { position: number; way: MatchWay; confirmedBy: "question" | "input" | null }
  | { problem: string; unknown: boolean };

type Place = { position: number; way: MatchWay };

function normalPath(path: string): string {
  return path.replaceAll("\\", "/").replace(/^(\.?\/)+/, "");
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

/** What spreadsheets make of a number that was text: 007 and 7.0 are 7. */
function plainKey(key: string): string {
  return String(wholeNumber(key) ?? key);
}

/** Null marks a name that occurs more than once. */
function uniquePositions(names: readonly string[]): Map<string, number | null> {
  const positions = new Map<string, number | null>();
  for (const [position, name] of names.entries()) positions.set(name, positions.has(name) ? null : position);
  return positions;
}

function normalText(text: string): string {
  return text.replace(/\s+/g, " ").trim().toLowerCase();
}

/** Makes a map when it is first asked for. */
function lazily<Value>(make: () => Value): () => Value {
  let made: { value: Value } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

/**
 * Finds the position in `items` that a row is about. In a dataset with keys of its own (`index`, `id`) by these, else by image
 * path, by file name where that is unique, or by item number where the row names no image or its question confirms the
 * number. A question that differs from the item's is a problem: the row belongs to another dataset or numbering.
 */
export function itemFinder(
  items: readonly MatchableItem[],
  keyField: KeyField = null,
): (key: RowKey) => Found {
  const hasOwnKeys = keyField !== null && keyField !== "img_path";
  const byPath = lazily(() => new Map(items.map(({ imagePath }, at) => [normalPath(imagePath), at])));
  const byName = lazily(() => uniquePositions(items.map(({ imagePath }) => baseName(normalPath(imagePath)))));
  const byKey = lazily(() => new Map(items.map(({ key }, at) => [key, at])));
  const byPlainKey = lazily(() => uniquePositions(items.map(({ key }) => plainKey(key ?? ""))));
  const byNumber = lazily(() => new Map(items.map(({ number }, at) => [number, at])));
  const questions = lazily(() => new Set(items.map(({ question }) => normalText(question ?? ""))));
  // Most files keep the dataset's order; then no path has to be looked up.
  let next = 0;

  function byImage(imagePath: string): Place | null {
    const way = keyField === "img_path" ? "key" : "image";
    if (items[next]?.imagePath === imagePath) return { position: next++, way };
    const path = normalPath(imagePath);
    const whole = byPath().get(path);
    const position = whole ?? byName().get(baseName(path)) ?? null;
    if (position === null) return null;
    next = position + 1;
    return { position, way: whole === undefined ? "image" : way };
  }

  function byId(id: string): Place | null {
    const position = byKey().get(id) ?? (hasOwnKeys ? byPlainKey().get(plainKey(id)) : null) ?? null;
    return position === null ? null : { position, way: "key" };
  }

  function byPosition({ id, position }: RowKey): Place | null {
    const number = position ?? (id === null || hasOwnKeys ? null : wholeNumber(id));
    const found = number === null ? undefined : byNumber().get(number);
    return found === undefined ? null : { position: found, way: "position" };
  }

  function saysQuestion({ question, input }: RowKey, item: MatchableItem): boolean | null {
    if (typeof item.question !== "string") return null;
    const said = question ?? input;
    if (said === null) return null;
    const own = normalText(item.question);
    const text = normalText(said);
    // "Is it sharp?" is also in "Why is it sharp?", which another item may ask.
    return text === own || (text.includes(own) && !(question !== null && questions().has(text)));
  }

  function placeOf(key: RowKey): Place | null {
    const { imagePath, id } = key;
    if (hasOwnKeys && id !== null) return byId(id) ?? byPosition(key);
    const pictured = imagePath === null ? null : byImage(imagePath);
    return pictured ?? (id === null || keyField === null ? null : byId(id)) ?? byPosition(key);
  }

  /** Whether a row names its item in a way that the dataset does not know, so that a number alone is not enough. */
  function namesAnother({ imagePath, id }: RowKey, { way }: Place): boolean {
    return way === "position" && (imagePath !== null || (hasOwnKeys && id !== null));
  }

  function nameOf({ imagePath, id, position }: RowKey): string {
    const isNumbered = imagePath === null || (hasOwnKeys && id !== null);
    return isNumbered ? `item ${excerpt(String(id ?? position))}` : `image ${excerpt(imagePath)}`;
  }

  return (key) => {
    const { imagePath, id, position, question } = key;
    if (imagePath === null && id === null && position === null) {
      return { problem: "neither an image path (img_path) nor an item number (index)", unknown: true };
    }
    const place = placeOf(key);
    const item = place === null ? undefined : items[place.position];
    const asked = item ? saysQuestion(key, item) : null;
    if (!place || !item || (namesAnother(key, place) && asked !== true)) {
      return { problem: `${nameOf(key)} is not in the dataset`, unknown: true };
    }
    const said = question === null ? "input" : "question";
    if (asked === false) {
      const problem =
        said === "input"
          ? `its input does not ask the question of item ${item.number} (${item.imagePath})`
          : `its question is not that of item ${item.number} (${item.imagePath})`;
      return { problem, unknown: false };
    }
    return { ...place, confirmedBy: asked === null ? null : said };
  };
}
