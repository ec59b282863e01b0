import { strToU8, zipSync } from "fflate";

type Cell = string | number | null;

function cellXml(cell: Cell, column: number, row: number, strings: string[]): string {
  if (cell === null) return "";
  const reference = `${String.fromCharCode(65 + column)}${row}`;
  if (typeof cell === "number") return `<c r="${reference}"><v>${cell}</v></c>`;
  strings.push(cell.replaceAll("&", "&amp;").replaceAll("<", "&lt;"));
  return `<c r="${reference}" t="s"><v>${strings.length - 1}</v></c>`;
}

/** A small XLSX workbook: an empty second sheet, and the rows on the first, which is not named sheet1. */
export function workbook(rows: readonly (readonly Cell[])[]): Uint8Array {
  const strings: string[] = [];
  const body = rows.map((cells, index) => {
    const xml = cells.map((cell, column) => cellXml(cell, column, index + 1, strings)).join("");
    return `<row r="${index + 1}">${xml}</row>`;
  });
  const texts = strings.map((text) => `<si><r><t>${text}</t></r><rPh><t>phonetic</t></rPh></si>`).join("");
  return zipSync({
    "xl/worksheets/sheet1.xml": strToU8("<worksheet><sheetData/></worksheet>"),
    "xl/worksheets/data.xml": strToU8(`<worksheet><sheetData>${body.join("")}</sheetData></worksheet>`),
    "xl/workbook.xml": strToU8(
      '<workbook><sheets><sheet name="A" r:id="r2"/><sheet name="B" r:id="r1"/></sheets></workbook>',
    ),
    "xl/_rels/workbook.xml.rels": strToU8(
      '<Relationships><Relationship Id="r1" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Target="/xl/worksheets/data.xml"/></Relationships>',
    ),
    "xl/sharedStrings.xml": strToU8(`<sst>${texts}</sst>`),
  });
}

/** A workbook of these very parts, each given as XML; `xl/worksheets/sheet1.xml` is its sheet. */
export function rawWorkbook(parts: Record<string, string>): Uint8Array {
  return zipSync(Object.fromEntries(Object.entries(parts).map(([path, xml]) => [path, strToU8(xml)])));
}

/** A workbook of one sheet with a header of two columns, and these rows as XML. */
export function sheetOf(rows: string, strings?: string): Uint8Array {
  const header = ["index", "response"].map((name) => `<c t="inlineStr"><is><t>${name}</t></is></c>`).join("");
  return rawWorkbook({
    "xl/worksheets/sheet1.xml": `<worksheet><sheetData><row>${header}</row>${rows}</sheetData></worksheet>`,
    ...(strings !== undefined && { "xl/sharedStrings.xml": `<sst>${strings}</sst>` }),
  });
}

/** A workbook of some sheets in this order, texts in the cells themselves. */
export function sheetsOf(...sheets: (readonly (readonly unknown[])[])[]): Uint8Array {
  const cell = (value: unknown, column: number, row: number) => {
    if (value === null) return "";
    const reference = `r="${String.fromCharCode(65 + column)}${row}"`;
    return typeof value === "number"
      ? `<c ${reference}><v>${value}</v></c>`
      : `<c ${reference} t="inlineStr"><is><t xml:space="preserve">${value}</t></is></c>`;
  };
  const parts = sheets.map((rows, index) => {
    const body = rows.map(
      (cells, at) =>
        `<row r="${at + 1}">${cells.map((value, column) => cell(value, column, at + 1)).join("")}</row>`,
    );
    return [
      `xl/worksheets/sheet${index + 1}.xml`,
      `<worksheet><sheetData>${body.join("")}</sheetData></worksheet>`,
    ];
  });
  const list = sheets.map(
    (_, index) => `<sheet name="S${index}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`,
  );
  const relations = sheets.map(
    (_, index) => `<Relationship Id="rId${index + 1}" Target="worksheets/sheet${index + 1}.xml"/>`,
  );
  return rawWorkbook({
    ...Object.fromEntries(parts),
    "xl/workbook.xml": `<workbook><sheets>${list.join("")}</sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": `<Relationships>${relations.join("")}</Relationships>`,
  });
}
