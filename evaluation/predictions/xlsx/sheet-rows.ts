import type { ReadLimits } from "#/evaluation/predictions/read-limits.ts";
import { readXml } from "#/evaluation/predictions/xlsx/bounded-xml.ts";
import type { SharedStrings } from "#/evaluation/predictions/xlsx/shared-strings.ts";
import { unescaped } from "#/evaluation/predictions/xlsx/unescaped.ts";
import type { ZipParts } from "#/evaluation/predictions/xlsx/zip-parts.ts";
import { AppError } from "#/lib/errors.ts";

/** A text that many cells may share, looked up when the row is used and not before. */
type SharedCell = { shared: number };
export type SheetCell = string | number | boolean | null | SharedCell;
/** `bytes` of the texts in it, shared ones included. */
export type SheetRow = { line: number; cells: SheetCell[]; bytes: number };

/** As many as a spreadsheet program writes, empty ones included. */
const mostRows = 1_048_576;
const textTypes = new Set(["inlineStr", "str"]);

/** Returns the column of a cell counted from 0, from its reference such as `AB12`; null where it has none. */
function columnIndex(reference: string | undefined): number | null {
  const letters = /^[A-Z]{1,4}(?![A-Z])/.exec(reference ?? "")?.[0];
  if (letters === undefined) return null;
  return [...letters].reduce((index, letter) => index * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

/** Row number that is written, where it is one and later than the last; else the next. */
function lineOf(written: string | undefined, last: number): number {
  const line = /^\d{1,7}$/.test(written ?? "") ? Number(written) : 0;
  return line > last && line <= mostRows ? line : last + 1;
}

/** Takes the cells of one sheet as its XML is read. */
class SheetReader {
  #finished: SheetRow[] = [];
  #row: SheetRow = { line: 0, cells: [], bytes: 0 };
  /** Whether any cell of the row says something. */
  #holds = false;
  #column = -1;
  #type = "n";
  #text = "";
  #isReading = false;
  /** Columns of the header row, the first that holds anything; null before it. */
  #width: number | null = null;
  #rows = 0;
  #bytes = 0;
  readonly #strings: SharedStrings;
  readonly #name: string;
  readonly #limits: ReadLimits;

  constructor(strings: SharedStrings, name: string, limits: ReadLimits) {
    this.#strings = strings;
    this.#name = name;
    this.#limits = limits;
  }

  take(): SheetRow[] {
    const taken = this.#finished;
    this.#finished = [];
    return taken;
  }

  open(element: string, attributes: Record<string, string>): void {
    this.#isReading = element === "v" || element === "t";
    if (element === "row") {
      if (++this.#rows > mostRows) throw this.#tooManyRows();
      this.#row = { line: lineOf(attributes.r, this.#row.line), cells: [], bytes: 0 };
      this.#holds = false;
      this.#column = -1;
    } else if (element === "c") {
      this.#column = columnIndex(attributes.r) ?? this.#column + 1;
      this.#type = attributes.t ?? "n";
      this.#text = "";
    }
  }

  text(piece: string): void {
    if (!this.#isReading) return;
    this.#text += piece;
    if (this.#text.length > this.#limits.rowBytes) throw this.#rowTooLarge();
  }

  close(element: string): void {
    this.#isReading = false;
    if (element === "c" && (this.#text !== "" || textTypes.has(this.#type))) this.#addCell();
    else if (element === "row" && this.#holds) {
      this.#width ??= this.#row.cells.length;
      this.#finished.push(this.#row);
    }
  }

  #addCell(): void {
    // Shared texts are looked up for the header alone, whose columns are counted.
    const text = this.#type === "s" && this.#width === null ? this.#sharedText() : this.#text;
    this.#holds ||= text.trim() !== "";
    const { columns } = this.#limits;
    if (this.#width === null && this.#column >= columns) {
      const message = `${this.#name} has a header of more than ${columns} columns. Leave out what is not needed.`;
      throw new AppError("too-large", message);
    }
    // What stands beside the table has no name, so nobody can ask for it.
    if (this.#column >= (this.#width ?? columns)) return;
    this.#count(this.#type === "s" ? this.#strings.bytes(Number(this.#text)) : Buffer.byteLength(this.#text));
    const { cells } = this.#row;
    while (cells.length < this.#column) cells.push(null);
    cells[this.#column] = this.#value();
    this.#text = "";
  }

  #sharedText(): string {
    return String(this.#strings.get(Number(this.#text)) ?? "");
  }

  /** A shared text costs nothing in the file however often it is used, but it does where it is read. */
  #count(bytes: number): void {
    this.#row.bytes += bytes;
    this.#bytes += bytes;
    if (this.#row.bytes > this.#limits.rowBytes) throw this.#rowTooLarge();
    if (this.#bytes > this.#limits.unpackedBytes) {
      const most = Math.round(this.#limits.unpackedBytes / 2 ** 20);
      const message = `${this.#name} has cells of more than ${most} MiB of text together. Leave out what is not needed, or send CSV.`;
      throw new AppError("too-large", message);
    }
  }

  #value(): SheetCell {
    const text = this.#text;
    switch (this.#type) {
      case "s":
        return { shared: Number(text) };
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

  #rowTooLarge(): AppError {
    const most = Math.round(this.#limits.rowBytes / 1024);
    const message = `${this.#name}: the row on line ${this.#row.line} is larger than ${most} KiB. Leave out what is not needed.`;
    return new AppError("too-large", message);
  }

  #tooManyRows(): AppError {
    const most = mostRows.toLocaleString("en");
    const message = `${this.#name} has more than ${most} rows. Leave out what is not needed, or send CSV.`;
    return new AppError("too-large", message);
  }
}

/**
 * Yields rows of a worksheet that hold anything, in order, with their row numbers; the first is the header, and cells beyond
 * its columns are left out. AppError "too-large" where a row, the columns or all texts together pass a limit, shared
 * texts counted wherever they are used.
 */
export async function* sheetRows(
  parts: ZipParts,
  path: string,
  strings: SharedStrings,
  name: string,
  limits: ReadLimits,
): AsyncGenerator<SheetRow[]> {
  const reader = new SheetReader(strings, name, limits);
  const handlers = {
    open: reader.open.bind(reader),
    text: reader.text.bind(reader),
    close: reader.close.bind(reader),
  };
  yield* readXml(parts.read(path), name, handlers, () => reader.take());
}
