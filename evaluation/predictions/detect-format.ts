import { AppError } from "#/lib/errors.ts";

export type FileFormat = { kind: "json" } | { kind: "xlsx" } | { kind: "delimited"; delimiter: string };

const foreign: readonly { says: (name: string) => string; magic: readonly number[] }[] = [
  { says: (name) => `${name} is an old Excel file (.xls).`, magic: [0xd0, 0xcf, 0x11, 0xe0] },
  { says: (name) => `${name} is a Parquet file.`, magic: [0x50, 0x41, 0x52, 0x31] },
  { says: (name) => `${name} is UTF-16 text.`, magic: [0xff, 0xfe] },
  { says: (name) => `${name} is UTF-16 text.`, magic: [0xfe, 0xff] },
  { says: (name) => `${name} is a PDF file.`, magic: [0x25, 0x50, 0x44, 0x46] },
];

function startsWith(head: Buffer, magic: readonly number[]): boolean {
  return magic.every((byte, index) => head[index] === byte);
}

function refused(message: string): AppError {
  const remedy = "Send JSON, JSONL, CSV, TSV or XLSX (UTF-8), each also as gzip.";
  return new AppError("bad-input", `${message} ${remedy}`);
}

/** Excel's own first line; with a text after it, it is a header. */
const separatorLine = /^"?sep=(?:([^"])\1*)?"?$/i;

function delimiterOf(headerLine: string): string | null {
  const counts = ["\t", ",", ";"].map((mark) => ({ mark, count: headerLine.split(mark).length - 1 }));
  const [best] = counts.sort((a, b) => b.count - a.count);
  return best && best.count > 0 ? best.mark : null;
}

/**
 * Returns the format of a file from the first bytes of its (unzipped) content; its name is used in messages only.
 * AppError "bad-input" for an empty file and for content that is none of the formats read here.
 */
export function detectFormat(head: Buffer, name: string): FileFormat {
  if (startsWith(head, [0x50, 0x4b, 0x03, 0x04])) return { kind: "xlsx" };
  const known = foreign.find(({ magic }) => startsWith(head, magic));
  if (known) throw refused(known.says(name));
  const text = head.toString("utf8").replace(/^\ufeff/, "");
  if (text.includes("\0")) throw refused(`${name} holds binary data.`);
  const start = text.trimStart();
  if (start === "") throw refused(`${name} is empty.`);
  if (start.startsWith("{") || start.startsWith("[")) return { kind: "json" };
  const [first = "", second = ""] = start.split(/[\r\n]+/, 2);
  const separator = separatorLine.exec(first.slice(0, 100));
  const delimiter = separator ? (separator[1] ?? delimiterOf(second)) : delimiterOf(first);
  if (delimiter === null) throw refused(`${name} is neither JSON nor a table with a header line.`);
  return { kind: "delimited", delimiter };
}
