import { excerpt } from "#/evaluation/predictions/excerpt.ts";
import { fieldName } from "#/evaluation/predictions/field-name.ts";
import type { PredictionRow } from "#/evaluation/predictions/prediction-row.ts";
import type { ReadLimits } from "#/evaluation/predictions/read-limits.ts";
import { AppError } from "#/lib/errors.ts";

type Column = { name: string; at: number };

/**
 * Makes rows of the cells of a table: the first that says anything is the header, and what says nothing is left out, rows
 * and cells behind the header alike.
 */
export class TableRows {
  #columns: Column[] | null = null;
  #width = 0;
  readonly #name: string;
  readonly #limits: ReadLimits;

  constructor(name: string, limits: ReadLimits) {
    this.#name = name;
    this.#limits = limits;
  }

  /** Null for the header and for a row that says nothing. AppError "bad-input" for other cells than the header's. */
  row(cells: readonly unknown[], line: number): PredictionRow | null {
    if (cells.length > this.#limits.columns && this.#columns) throw this.#refused(line, "more");
    if (cells.every(isBlank)) return null;
    if (this.#columns === null) {
      this.#columns = tableHeader(cells, this.#name, this.#limits);
      this.#width = (this.#columns.at(-1)?.at ?? -1) + 1;
      return null;
    }
    if (cells.length > this.#width && !cells.slice(this.#width).every(isBlank)) {
      throw this.#refused(line, "more");
    }
    const record = Object.fromEntries(this.#columns.map(({ name, at }) => [name, cells[at] ?? null]));
    return { line, object: null, record, textual: true };
  }

  /** The same of a format that writes every cell, so that a row with fewer than the header is damaged. */
  wholeRow(cells: readonly unknown[], line: number): PredictionRow | null {
    const row = this.row(cells, line);
    if (row && cells.length < this.#width) throw this.#refused(line, "fewer");
    return row;
  }

  #refused(line: number, than: "more" | "fewer"): AppError {
    const reason =
      than === "more"
        ? `the row on line ${line} has more cells than the header`
        : `the row on line ${line} has fewer cells than the header`;
    return new AppError("bad-input", `${this.#name} is not a table that can be read: ${reason}.`);
  }
}

function isBlank(cell: unknown): boolean {
  return cell === null || cell === undefined || (typeof cell === "string" && cell.trim() === "");
}

/**
 * Named columns of a header, in the names that are looked for. AppError "bad-input" where one is there twice, "too-large"
 * for more columns than a table may have.
 */
function tableHeader(cells: readonly unknown[], file: string, limits: ReadLimits): Column[] {
  if (cells.length > limits.columns) {
    const message = `${file} has a header of more than ${limits.columns} columns. Leave out what is not needed.`;
    throw new AppError("too-large", message);
  }
  const written = cells.map((cell) => String(cell ?? "").trim());
  const asWritten = new Set(written);
  const seen = new Set<string>();
  const columns: Column[] = [];
  for (const [at, text] of written.entries()) {
    if (text === "") continue;
    // A and a are two columns.
    const plain = fieldName(text);
    const name = plain !== text && asWritten.has(plain) ? text : plain;
    if (seen.has(name)) {
      const message = `${file} has two columns named "${excerpt(text)}". Rename or remove one.`;
      throw new AppError("bad-input", message);
    }
    seen.add(name);
    columns.push({ name, at });
  }
  return columns;
}
