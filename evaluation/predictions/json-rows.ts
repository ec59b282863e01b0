import { parseJsonObject } from "#/evaluation/predictions/json-object.ts";
import type { PredictionRow } from "#/evaluation/predictions/prediction-row.ts";
import type { ReadLimits } from "#/evaluation/predictions/read-limits.ts";
import { AppError } from "#/lib/errors.ts";

const newline = 0x0a;
const quote = 0x22;
const backslash = 0x5c;
const openBrace = 0x7b;
const closeBrace = 0x7d;
const openBracket = 0x5b;
const closeBracket = 0x5d;
const betweenObjects = new Set([0x20, 0x09, 0x0d, 0x2c, newline, 0xef, 0xbb, 0xbf]);

type FoundObject = { bytes: Buffer; line: number };

/** Finds whole objects in bytes that arrive in pieces; only braces and strings are looked at. */
class ObjectScanner {
  #pending: Buffer = Buffer.alloc(0);
  #position = 0;
  #depth = 0;
  #arrays = 0;
  #inString = false;
  #line = 1;
  #startLine = 1;
  readonly #name: string;
  readonly #rowBytes: number;

  constructor(name: string, rowBytes: number) {
    this.#name = name;
    this.#rowBytes = rowBytes;
  }

  *push(chunk: Buffer): Generator<FoundObject> {
    const bytes = this.#pending.length === 0 ? chunk : Buffer.concat([this.#pending, chunk]);
    let start = 0;
    let at = this.#position;
    for (; at < bytes.length; at++) {
      const byte = bytes[at] as number;
      if (byte === newline) this.#line++;
      if (this.#inString) {
        if (byte === backslash) at++;
        else if (byte === quote) this.#inString = false;
      } else if (this.#depth > 0) {
        if (!this.#closes(byte)) continue;
        if (at + 1 - start > this.#rowBytes) throw this.#tooLong();
        yield { bytes: bytes.subarray(start, at + 1), line: this.#startLine };
        start = at + 1;
      } else if (byte === openBrace) {
        this.#depth = 1;
        this.#startLine = this.#line;
        start = at;
      } else this.#between(byte);
    }
    if (this.#depth === 0) start = bytes.length;
    this.#pending = bytes.subarray(start);
    this.#position = at - start;
    if (this.#pending.length > this.#rowBytes) throw this.#tooLong();
  }

  end(): void {
    if (this.#depth > 0) {
      throw this.#refused(`ends inside the object that starts on line ${this.#startLine}. Is it whole?`);
    }
    if (this.#arrays > 0) throw this.#refused("ends before its list is closed by ]. Is it whole?");
  }

  #closes(byte: number): boolean {
    if (byte === quote) this.#inString = true;
    else if (byte === openBrace) this.#depth++;
    else if (byte === closeBrace) this.#depth--;
    return this.#depth === 0;
  }

  #between(byte: number): void {
    if (byte === openBracket) this.#arrays++;
    else if (byte === closeBracket && this.#arrays > 0) this.#arrays--;
    else if (!betweenObjects.has(byte)) {
      const character = JSON.stringify(String.fromCharCode(byte));
      throw this.#refused(`has ${character} on line ${this.#line} where an object {…} was expected.`);
    }
  }

  #tooLong(): AppError {
    const most = Math.round(this.#rowBytes / 1024);
    return new AppError(
      "too-large",
      `${this.#name}: the object that starts on line ${this.#startLine} is larger than ${most} KiB.`,
    );
  }

  #refused(what: string): AppError {
    return new AppError("bad-input", `${this.#name} ${what}`);
  }
}

/**
 * Rows of JSON lines, of arrays of objects, and of objects one after another with or without separators.
 * AppError "bad-input" with the line for anything else.
 */
export async function* jsonRows(
  chunks: AsyncIterable<Buffer>,
  name: string,
  limits: ReadLimits,
): AsyncGenerator<PredictionRow> {
  const scanner = new ObjectScanner(name, limits.rowBytes);
  let object = 0;
  for await (const chunk of chunks) {
    for (const { bytes, line } of scanner.push(chunk)) {
      object++;
      try {
        yield { line, object, record: parseJsonObject(bytes), textual: false };
      } catch (error) {
        if (!(error instanceof SyntaxError)) throw error;
        throw new AppError(
          "bad-input",
          `${name}, line ${line} (object ${object}): not a JSON object: ${error.message}.`,
          { cause: error },
        );
      }
    }
  }
  scanner.end();
}
