import { excerpt } from "#/evaluation/predictions/excerpt.ts";
import type { RowKey } from "#/evaluation/predictions/row-fields.ts";

/** What matching needs to know of a dataset's item. */
export type MatchableItem = { number: number; imagePath: string; question?: string | null };

function normalPath(path: string): string {
  return path.replaceAll("\\", "/").replace(/^(\.?\/)+/, "");
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

/** Null marks a file name that occurs more than once. */
function positionsByName(items: readonly MatchableItem[]): Map<string, number | null> {
  const positions = new Map<string, number | null>();
  for (const [position, { imagePath }] of items.entries()) {
    const name = baseName(normalPath(imagePath));
    positions.set(name, positions.has(name) ? null : position);
  }
  return positions;
}

function normalText(text: string): string {
  return text.replace(/\s+/g, " ").trim().toLowerCase();
}

function saysQuestion(key: RowKey, item: MatchableItem): boolean | null {
  if (key.question === null || typeof item.question !== "string") return null;
  return normalText(key.question).includes(normalText(item.question));
}

export type Found = { position: number } | { problem: string; unknown: boolean };

/**
 * Finds the position in `items` that a row is about: by image path, by file name where that is unique, or by
 * item number where the row names no image or its question confirms the number. A question that differs from
 * the item's is a problem: the row belongs to another dataset or numbering.
 */
export function itemFinder(items: readonly MatchableItem[]): (key: RowKey) => Found {
  let byPath: Map<string, number> | null = null;
  let byName: Map<string, number | null> | null = null;
  let byNumber: Map<number, number> | null = null;
  // Most files keep the dataset's order; then no path has to be looked up.
  let next = 0;

  function byImage(imagePath: string): number | null {
    if (items[next]?.imagePath === imagePath) return next++;
    const position = lookUp(normalPath(imagePath));
    if (position !== null) next = position + 1;
    return position;
  }

  function lookUp(path: string): number | null {
    byPath ??= new Map(items.map(({ imagePath }, position) => [normalPath(imagePath), position]));
    const position = byPath.get(path);
    if (position !== undefined) return position;
    byName ??= positionsByName(items);
    return byName.get(baseName(path)) ?? null;
  }

  function byIndex(index: number): number | null {
    byNumber ??= new Map(items.map(({ number }, position) => [number, position]));
    return byNumber.get(index) ?? null;
  }

  return (key) => {
    const { imagePath, index } = key;
    if (imagePath === null && index === null) {
      return { problem: "neither an image path (img_path) nor an item number (index)", unknown: true };
    }
    const numbered = index === null ? null : byIndex(index);
    const pictured = imagePath === null ? null : byImage(imagePath);
    const position = pictured ?? numbered;
    const item = position === null ? undefined : items[position];
    const asked = item ? saysQuestion(key, item) : null;
    const unconfirmed = pictured === null && imagePath !== null && asked !== true;
    if (position === null || item === undefined || unconfirmed) {
      const what = imagePath === null ? `item ${index}` : `image ${excerpt(imagePath)}`;
      return { problem: `${what} is not in the dataset`, unknown: true };
    }
    if (asked === false) {
      return {
        problem: `its question is not that of item ${item.number} (${item.imagePath})`,
        unknown: false,
      };
    }
    return { position };
  };
}
