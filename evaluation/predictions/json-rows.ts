import { excerpt } from "#/evaluation/predictions/excerpt.ts";
import { parseJsonObject, parseJsonObjects, type Span } from "#/evaluation/predictions/json-object.ts";
import { describePlace, type PredictionRow } from "#/evaluation/predictions/prediction-row.ts";
import type { ReadLimits } from "#/evaluation/predictions/read-limits.ts";
import { AppError } from "#/lib/errors.ts";

const newline = 0x0a;
const space = 0x20;
const quote = 0x22;
const backslash = 0x5c;
const openBrace = 0x7b;
const closeBrace = 0x7d;
const openBracket = 0x5b;
const closeBracket = 0x5d;
/** What a byte does to the number of open braces and brackets. */
const nestingSteps = new Int8Array(256);
for (const open of [openBrace, openBracket]) nestingSteps[open] = 1;
for (const close of [closeBrace, closeBracket]) nestingSteps[close] = -1;
const betweenObjects = new Set([0x09, 0x0d, 0x2c, 0xef, 0xbb, 0xbf]);

type FoundObject = Span & { line: number };

/** Finds whole objects in bytes that arrive in pieces; only braces and strings are looked at. */
class ObjectScanner {
  #pending: Buffer = Buffer.alloc(0);
  #position = 0;
  /** Braces that are open, and braces and brackets together. */
  #depth = 0;
  #nesting = 0;
  #arrays = 0;
  #inString = false;
  #line = 1;
  #startLine = 1;
  readonly #name: string;
  readonly #limits: ReadLimits;

  constructor(name: string, limits: ReadLimits) {
    this.#name = name;
    this.#limits = limits;
  }

  push(chunk: Buffer): { bytes: Buffer; found: FoundObject[] } {
    const found: FoundObject[] = [];
    const bytes = this.#pending.length === 0 ? chunk : Buffer.concat([this.#pending, chunk]);
    let start = 0;
    let at = this.#position;
    while (at < bytes.length) {
      if (this.#depth === 0) {
        at = this.#seekStart(bytes, at);
        if (this.#depth === 0) break;
        start = at - 1;
      }
      at = this.#seekEnd(bytes, at);
      if (at - start > this.#limits.rowBytes) throw this.#tooLong();
      if (this.#depth > 0) break;
      found.push({ start, end: at, line: this.#startLine });
    }
    this.#pending = this.#depth === 0 ? bytes.subarray(bytes.length) : bytes.subarray(start);
    this.#position = this.#depth === 0 ? 0 : at - start;
    return { bytes, found };
  }

  end(): void {
    if (this.#depth > 0) {
      throw refused(
        `${this.#name} ends inside the object that starts on line ${this.#startLine}. Is it whole?`,
      );
    }
    if (this.#arrays > 0) throw refused(`${this.#name} ends before its list is closed by ]. Is it whole?`);
  }

  /** Returns the position after the next opening brace, or the end of the bytes. */
  #seekStart(bytes: Buffer, from: number): number {
    for (let at = from; at < bytes.length; at++) {
      const byte = bytes[at] as number;
      if (byte === newline) this.#line++;
      else if (byte === openBrace) {
        this.#depth = 1;
        this.#nesting = 1;
        this.#startLine = this.#line;
        return at + 1;
      } else if (byte !== space) this.#between(byte);
    }
    return bytes.length;
  }

  /** Returns the position after the brace that closes the object, or past the bytes. */
  #seekEnd(bytes: Buffer, from: number): number {
    const { nesting: deepest } = this.#limits;
    let depth = this.#depth;
    let nesting = this.#nesting;
    let inString = this.#inString;
    let at = from;
    for (; at < bytes.length && depth > 0; at++) {
      const byte = bytes[at] as number;
      if (inString) {
        if (byte === backslash) at++;
        else if (byte === quote) inString = false;
      } else if (byte === quote) inString = true;
      else if (byte === newline) this.#line++;
      else {
        const step = nestingSteps[byte] as number;
        nesting += step;
        if (byte > closeBracket) depth += step;
        if (nesting > deepest) throw this.#tooDeep();
      }
    }
    this.#depth = depth;
    this.#nesting = nesting;
    this.#inString = inString;
    return at;
  }

  #between(byte: number): void {
    if (byte === openBracket && this.#arrays === 0) this.#arrays = 1;
    else if (byte === closeBracket && this.#arrays === 1) this.#arrays = 0;
    else if (!betweenObjects.has(byte)) {
      const character = JSON.stringify(String.fromCharCode(byte));
      throw refused(`${this.#name} has ${character} on line ${this.#line} where an object {…} was expected.`);
    }
  }

  #tooLong(): AppError {
    const most = Math.round(this.#limits.rowBytes / 1024);
    const message = `${this.#name}: the object that starts on line ${this.#startLine} is larger than ${most} KiB. Leave out what is not needed.`;
    return new AppError("too-large", message);
  }

  #tooDeep(): AppError {
    const message = `${this.#name}: the object that starts on line ${this.#startLine} holds lists and objects more than ${this.#limits.nesting} deep. Leave out what is not needed.`;
    return new AppError("bad-input", message);
  }
}

function refused(message: string): AppError {
  return new AppError("bad-input", message);
}

function parseOne(bytes: Buffer, line: number, object: number, name: string): PredictionRow {
  try {
    return { line, object, record: parseJsonObject(bytes), textual: false };
  } catch (error) {
    const reason = excerpt(error instanceof Error ? error.message : String(error));
    const place = describePlace({ line, object });
    throw new AppError("bad-input", `${name}, ${place}: not a JSON object: ${reason}.`, { cause: error });
  }
}

/**
 * Yields rows of JSON lines, of arrays of objects, and of objects one after another with or without separators, as
 * many at a time as a chunk completes. AppError "bad-input" with the line for anything else.
 */
export async function* jsonRows(
  chunks: AsyncIterable<Buffer>,
  name: string,
  limits: ReadLimits,
): AsyncGenerator<PredictionRow[]> {
  const scanner = new ObjectScanner(name, limits);
  let object = 0;
  for await (const chunk of chunks) {
    const { bytes, found } = scanner.push(chunk);
    const records = parseJsonObjects(bytes, found);
    yield found.map(({ start, end, line }, index) => {
      const record = records?.[index];
      object++;
      if (record) return { line, object, record, textual: false };
      return parseOne(bytes.subarray(start, end), line, object, name);
    });
  }
  scanner.end();
}
