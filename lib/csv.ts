export type CsvCell = string | number | boolean | null | undefined;

const formulaStart = /^'*[\s\p{Cf}]*[=+\-@\t\r\n＝＋－＠]/u;
const escapedFormula = /^''*[\s\p{Cf}]*[=+\-@\t\r\n＝＋－＠]/u;

/**
 * Text that a spreadsheet would run as a formula gets one `'` in front, also where it already starts with `'`,
 * so that restoreFormula gives back exactly what was there.
 */
export function defuseFormula(text: string): string {
  return formulaStart.test(text) ? `'${text}` : text;
}

/** @internal */
export function restoreFormula(text: string): string {
  return escapedFormula.test(text) ? text.slice(1) : text;
}

/** Numbers and booleans are written bare, text quoted and defused, null and undefined empty. */
function csvCell(cell: CsvCell): string {
  if (cell === null || cell === undefined) return "";
  if (typeof cell !== "string") return String(cell);
  return `"${defuseFormula(cell).replaceAll('"', '""')}"`;
}

/** Returns one record of RFC 4180, its CRLF included. */
export function csvLine(cells: readonly CsvCell[]): string {
  return `${cells.map(csvCell).join(",")}\r\n`;
}
