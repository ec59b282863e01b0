import { isFiller } from "#/features/dataset-import/formats/fields.ts";

/** What stands in a cell of pictures, part by part: a picture of its own, or the index of a row whose picture it is. */
type Part = { own: string } | { row: string };
/** A picture of the file: of which row, and which of those that this row holds itself. */
export type OwnPicture = { row: number; part: number };
/** What a row shows; why nothing otherwise. */
type Shown = OwnPicture[] | { problem: string };
/** What a cell comes to without its pictures' bytes, which may be more than memory holds. */
type Outline = ({ part: number } | { row: string })[] | { problem: string };

/** Shorter text is no picture but another row's index, as VLMEvalKit has it; the smallest PNG takes 92 characters. */
const longestIndex = 64;
const mostPictures = 2;
/** A picture is named by its own row's index; a reference to a reference is a rare mistake that is read too. */
const longestChain = 8;
const circle = "names its own row, or itself by way of others, in place of a picture";
const cutOff = "is a list that is cut off, or not one of quoted texts";

/** Returns the parts of a cell; why they cannot be told otherwise. */
export function partsOfCell(cell: string): Part[] | { problem: string } {
  const text = cell.trim();
  if (isFiller(text)) return [];
  const texts = text.startsWith("[") ? quotedTexts(text) : [text];
  if (texts === null) return { problem: cutOff };
  return texts.map((part) =>
    part.length > longestIndex || part.startsWith("data:") ? { own: part } : { row: part },
  );
}

/** Returns the texts of a list as Python or JSON writes it; none of ours holds a quote. */
function quotedTexts(list: string): string[] | null {
  const texts: string[] = [];
  const end = list.length - 1;
  if (list[end] !== "]") return null;
  for (let at = 1; at < end; ) {
    const quote = list[at] ?? "";
    if (quote === " " || quote === "," || quote === "\n") {
      at++;
      continue;
    }
    const close = quote === "'" || quote === '"' ? list.indexOf(quote, at + 1) : -1;
    if (close < 0 || close >= end) return null;
    texts.push(list.slice(at + 1, close).trim());
    at = close + 1;
  }
  return texts;
}

export function outlineOf(cell: string): Outline {
  const parts = partsOfCell(cell);
  if ("problem" in parts) return parts;
  let part = 0;
  return parts.map((one) => ("own" in one ? { part: part++ } : one));
}

/**
 * Returns the pictures that each row shows, with references to other rows followed; in place of a row's pictures why it
 * has none that can be shown.
 */
export function picturesOfRows(rows: readonly { index: string; outline: Outline }[]): Shown[] {
  const numbers = new Map(rows.map(({ index }, number) => [index, number]));
  const found: Shown[] = [];
  const follow = (name: string, asking: ReadonlySet<number>): Shown => {
    const other = numbers.get(name);
    if (other === undefined) return { problem: `is neither a picture nor the index of a row: ${name}` };
    if (asking.has(other)) return { problem: circle };
    if (asking.size > longestChain) return { problem: "names a row by way of too many others" };
    const shown = resolve(other, new Set([...asking, other]));
    if (!("problem" in shown)) {
      found[other] = shown;
      return shown.length > 0 ? shown : { problem: `names row ${name}, which has no picture` };
    }
    return shown.problem === circle
      ? shown
      : { problem: `names row ${name}, whose picture ${shown.problem}` };
  };
  const resolve = (number: number, asking: ReadonlySet<number>): Shown => {
    const known = found[number];
    if (known) return known;
    const outline = rows[number]?.outline ?? [];
    if ("problem" in outline) return outline;
    const pictures: OwnPicture[] = [];
    for (const part of outline) {
      const shown = "row" in part ? follow(part.row, asking) : [{ row: number, part: part.part }];
      if ("problem" in shown) return shown;
      pictures.push(...shown);
    }
    if (pictures.length > mostPictures)
      return { problem: `has ${pictures.length} pictures; an item has one or two` };
    return pictures;
  };
  for (const number of rows.keys()) found[number] = resolve(number, new Set([number]));
  return found;
}

/** Returns the bytes of a picture in a cell; why there are none otherwise. Nothing that is not base64 is skipped over. */
export function pictureBytes(text: string): Uint8Array | string {
  if (/^https?:/i.test(text)) return "is an address; the file must hold the picture itself, as base64";
  const comma = text.startsWith("data:") ? text.indexOf(",") : -1;
  if (comma >= 0 && !text.slice(0, comma).endsWith(";base64")) return "is a data URL that is not in base64";
  const plain = text.slice(comma + 1).replace(/[\r\n]/g, "");
  if (plain.length % 4 !== 0 || !/^[A-Za-z0-9+/]+={0,2}$/.test(plain)) return "is not base64";
  return Buffer.from(plain, "base64");
}
