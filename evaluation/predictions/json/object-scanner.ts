import type { Span } from "#/evaluation/predictions/json/json-object.ts";
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

export const wantedShape = "Send one object for each row, in a list or one a line.";

type FoundObject = Span & { line: number };

export type Scanned = {
  bytes: Buffer;
  found: FoundObject[];
  /** An object has grown beyond the limit of a row; whoever scans says what that means. */
  isOverlong: boolean;
  /** Where the bytes go on after the one list that was to be scanned; null before its end. */
  after: number | null;
};

/** Finds whole objects in bytes that arrive in pieces; only braces and strings are looked at. */
export class ObjectScanner {
  #pending: Buffer = Buffer.alloc(0);
  #position = 0;
  /** Braces that are open, and braces and brackets together. */
  #depth = 0;
  #nesting = 0;
  #arrays = 0;
  #inString = false;
  #line: number;
  #startLine = 1;
  #whole = 0;
  #hasEnded = false;
  readonly #isOneList: boolean;
  readonly #name: string;
  readonly #limits: ReadLimits;

  /** `list`: the bytes begin with a list that starts on a line and after which there is something else. */
  constructor(name: string, limits: ReadLimits, list: { line: number } | null = null) {
    this.#name = name;
    this.#limits = limits;
    this.#isOneList = list !== null;
    this.#line = list?.line ?? 1;
  }

  /** Objects that have ended. */
  get whole(): number {
    return this.#whole;
  }

  /** The bytes of an object that has not ended. */
  get pending(): Buffer {
    return this.#pending;
  }

  push(chunk: Buffer): Scanned {
    const found: FoundObject[] = [];
    const bytes = this.#pending.length === 0 ? chunk : Buffer.concat([this.#pending, chunk]);
    let start = 0;
    let at = this.#position;
    let isOverlong = false;
    while (at < bytes.length && !this.#hasEnded) {
      if (this.#depth === 0) {
        at = this.#seekStart(bytes, at);
        if (this.#depth === 0) break;
        start = at - 1;
      }
      at = this.#seekEnd(bytes, at);
      isOverlong = at - start > this.#limits.rowBytes;
      if (this.#depth > 0 || isOverlong) break;
      found.push({ start, end: at, line: this.#startLine });
      this.#whole++;
    }
    const isPending = this.#depth > 0 || isOverlong;
    this.#pending = bytes.subarray(isPending ? start : bytes.length);
    this.#position = this.#depth === 0 ? 0 : at - start;
    return { bytes, found, isOverlong, after: this.#hasEnded ? at : null };
  }

  end(): void {
    const place = `${lastWhole(this.#whole)} Remove what follows, or write the file again.`;
    if (this.#depth > 0) {
      throw refused(
        `${this.#name} ends inside the object that starts on line ${this.#startLine}: it is cut off. ${place}`,
      );
    }
    if (this.#arrays > 0)
      throw refused(`${this.#name} ends before its list is closed by ]: it is cut off. ${place}`);
  }

  /** What is said of an object that is too long to be a row. */
  tooLong(remedy = ifCutOff(this.#whole)): AppError {
    const most = Math.round(this.#limits.rowBytes / 1024);
    const message = `${this.#name}: the object that starts on line ${this.#startLine} is larger than ${most} KiB. Leave out what is not needed. ${remedy}`;
    return new AppError("too-large", message);
  }

  /** Returns the position after the next opening brace, or the end of the bytes, or that of the one list. */
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
      if (this.#hasEnded) return at + 1;
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
    else if (byte === closeBracket && this.#arrays === 1) {
      this.#arrays = 0;
      this.#hasEnded = this.#isOneList;
    } else if (!betweenObjects.has(byte)) {
      const character = JSON.stringify(String.fromCharCode(byte));
      throw refused(
        `${this.#name} has ${character} on line ${this.#line} where an object {…} was expected. ${this.#whole === 0 ? wantedShape : ifCutOff(this.#whole)}`,
      );
    }
  }

  #tooDeep(): AppError {
    const message = `${this.#name}: the object that starts on line ${this.#startLine} holds lists and objects more than ${this.#limits.nesting} deep. Leave out what is not needed. ${ifCutOff(this.#whole)}`;
    return new AppError("bad-input", message);
  }
}

export function lastWhole(objects: number): string {
  return objects === 0 ? "No whole object comes before." : `The last whole object is number ${objects}.`;
}

/** Where a run crashed and the next one appended, what follows reads as one damaged object. */
export function ifCutOff(objects: number): string {
  return objects === 0
    ? "If the file is cut off there, no whole object comes before."
    : `If the file is cut off there, the last whole object is number ${objects}.`;
}

function refused(message: string): AppError {
  return new AppError("bad-input", message);
}
