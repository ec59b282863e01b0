import { readXml, type XmlHandlers } from "#/evaluation/predictions/xlsx/bounded-xml.ts";
import type { ZipParts } from "#/evaluation/predictions/xlsx/zip-parts.ts";

const usual = "xl/worksheets/sheet1.xml";
const workbook = "xl/workbook.xml";
const relations = "xl/_rels/workbook.xml.rels";

/** What a first-sheet look-up and the reading need of a workbook. */
export function isSheetPart(path: string): boolean {
  return path === workbook || path === relations || /^xl\/(sharedStrings|worksheets\/[^/]+)\.xml$/.test(path);
}

/** Resolves with the first element of a name that fits; the rest of the part is not read. */
async function firstElement(
  parts: ZipParts,
  path: string,
  name: string,
  fits: (element: string, attributes: Record<string, string>) => boolean,
): Promise<Record<string, string> | null> {
  let found: Record<string, string> | null = null;
  const open: XmlHandlers["open"] = (element, attributes) => {
    if (found === null && fits(element, attributes)) found = attributes;
  };
  for await (const first of readXml(parts.read(path), name, { open }, () => found)) if (first) return first;
  return null;
}

/** Resolves with the path of the first sheet of a workbook, from its list of sheets and their relations. */
export async function firstSheetPath(parts: ZipParts, name: string): Promise<string> {
  if (!parts.has(workbook) || !parts.has(relations)) return usual;
  const id = (await firstElement(parts, workbook, name, (element) => element === "sheet"))?.["r:id"];
  if (id === undefined) return usual;
  const isMeant = (element: string, { Id }: Record<string, string>) =>
    element === "Relationship" && Id === id;
  const target = (await firstElement(parts, relations, name, isMeant))?.Target;
  if (target === undefined) return usual;
  return target.startsWith("/") ? target.slice(1) : `xl/${target}`;
}
