import { SaxesParser } from "saxes";
import { AppError } from "#/lib/errors.ts";

export type SheetCell = string | number | boolean | null;
export type SheetRow = { line: number; cells: SheetCell[] };

const inputStep = 65_536;
const mostColumns = 16_384;

/** Feeds XML to a parser piece by piece; `taken` runs after each piece. No external entity is ever resolved. */
function* parsePieces<Taken>(xml: Buffer, parser: SaxesParser, take: () => Taken): Generator<Taken> {
  const decoder = new TextDecoder();
  for (let start = 0; start < xml.length; start += inputStep) {
    parser.write(decoder.decode(xml.subarray(start, start + inputStep), { stream: true }));
    yield take();
  }
  parser.write(decoder.decode()).close();
  yield take();
}

function strictParser(name: string): SaxesParser {
  const parser = new SaxesParser();
  parser.on("error", (error) => {
    throw new AppError("bad-input", `${name} is a damaged XLSX file (${error.message}). Save it again.`);
  });
  return parser;
}

function localName(name: string): string {
  return name.slice(name.indexOf(":") + 1);
}

function unescaped(text: string): string {
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
}

function columnIndex(reference: string | undefined): number | null {
  const letters = /^[A-Z]+/.exec(reference ?? "")?.[0];
  if (letters === undefined) return null;
  return [...letters].reduce((index, letter) => index * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

function attributesOf(xml: Buffer, element: string, name: string): Record<string, string>[] {
  const found: Record<string, string>[] = [];
  const parser = strictParser(name);
  parser.on("opentag", (tag) => {
    if (localName(tag.name) === element) found.push(tag.attributes as Record<string, string>);
  });
  for (const _ of parsePieces(xml, parser, () => null));
  return found;
}

/** Path of the first sheet of a workbook, from its list of sheets and their relations. */
export function firstSheetPath(
  workbook: Buffer | undefined,
  relations: Buffer | undefined,
  name: string,
): string {
  const usual = "xl/worksheets/sheet1.xml";
  if (workbook === undefined || relations === undefined) return usual;
  const id = attributesOf(workbook, "sheet", name)[0]?.["r:id"];
  const target = attributesOf(relations, "Relationship", name).find((relation) => relation.Id === id)?.Target;
  if (target === undefined) return usual;
  return target.startsWith("/") ? target.slice(1) : `xl/${target}`;
}

/** The texts that cells refer to by number; phonetic readings are left out. */
export function sharedStrings(xml: Buffer, name: string): string[] {
  const texts: string[] = [];
  const open: string[] = [];
  let text = "";
  const parser = strictParser(name);
  parser.on("opentag", (tag) => {
    open.push(localName(tag.name));
    if (open.at(-1) === "si") text = "";
  });
  parser.on("text", (piece) => {
    if (open.at(-1) === "t" && !open.includes("rPh")) text += piece;
  });
  parser.on("closetag", () => {
    if (open.pop() === "si") texts.push(unescaped(text));
  });
  for (const _ of parsePieces(xml, parser, () => null));
  return texts;
}

function cellValue(type: string, text: string, strings: readonly string[]): SheetCell {
  switch (type) {
    case "s":
      return strings[Number(text)] ?? null;
    case "b":
      return text === "1";
    case "n":
      return text.trim() === "" ? null : Number(text);
    case "inlineStr":
    case "str":
      return unescaped(text);
    default:
      return text;
  }
}

/** Rows of a worksheet that hold anything, in order, with their row numbers. */
export function* sheetRows(xml: Buffer, strings: readonly string[], name: string): Generator<SheetRow> {
  let finished: SheetRow[] = [];
  let row: SheetRow = { line: 0, cells: [] };
  let column = -1;
  let type = "n";
  let text = "";
  let reading = false;
  const parser = strictParser(name);
  parser.on("opentag", (tag) => {
    const element = localName(tag.name);
    const attributes = tag.attributes as Record<string, string>;
    reading = element === "v" || element === "t";
    if (element === "row") {
      row = { line: Number(attributes.r ?? row.line + 1), cells: [] };
      column = -1;
    } else if (element === "c") {
      column = columnIndex(attributes.r) ?? column + 1;
      type = attributes.t ?? "n";
      text = "";
    }
  });
  parser.on("text", (piece) => {
    if (reading) text += piece;
  });
  parser.on("closetag", (tag) => {
    const element = localName(tag.name);
    reading = false;
    if (element === "row" && row.cells.some((cell) => cell !== null)) finished.push(row);
    if (element !== "c" || column >= mostColumns) return;
    while (row.cells.length < column) row.cells.push(null);
    row.cells[column] = cellValue(type, text, strings);
  });
  const take = () => {
    const taken = finished;
    finished = [];
    return taken;
  };
  for (const rows of parsePieces(xml, parser, take)) yield* rows;
}
