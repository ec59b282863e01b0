import { readXml, type XmlHandlers } from "#/evaluation/predictions/xlsx/bounded-xml.ts";
import type { ZipParts } from "#/evaluation/predictions/xlsx/zip-parts.ts";

const usual = "xl/worksheets/sheet1.xml";
const workbook = "xl/workbook.xml";
const relations = "xl/_rels/workbook.xml.rels";
/** Sheets that are looked at for rows. */
const most = 64;

/** What finding the sheets and reading them need of a workbook. */
export function isSheetPart(path: string): boolean {
  return path === workbook || path === relations || /^xl\/(sharedStrings|worksheets\/[^/]+)\.xml$/.test(path);
}

async function forEachElement(
  parts: ZipParts,
  path: string,
  name: string,
  use: (element: string, attributes: Record<string, string>) => void,
): Promise<void> {
  const open: XmlHandlers["open"] = use;
  for await (const _ of readXml(parts.read(path), name, { open }, () => null));
}

/** Resolves with the paths of a workbook's sheets, in its order, from its list of sheets and their relations. */
export async function sheetPaths(parts: ZipParts, name: string): Promise<string[]> {
  const targets = new Map<string, string | null>();
  if (parts.has(workbook) && parts.has(relations)) {
    await forEachElement(parts, workbook, name, (element, { "r:id": id }) => {
      if (element === "sheet" && id !== undefined && targets.size < most) targets.set(id, null);
    });
    await forEachElement(parts, relations, name, (element, { Id = "", Target }) => {
      if (element === "Relationship" && targets.get(Id) === null) targets.set(Id, Target ?? null);
    });
  }
  const paths = [...targets.values()].flatMap((target) => (target === null ? [] : [pathOf(target)]));
  const known = [...new Set(paths)].filter((path) => parts.has(path));
  return known.length === 0 && parts.has(usual) ? [usual] : known;
}

function pathOf(target: string): string {
  return target.startsWith("/") ? target.slice(1) : `xl/${target}`;
}
