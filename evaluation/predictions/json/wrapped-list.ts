import { excerpt } from "#/evaluation/predictions/excerpt.ts";
import { lastWhole, ObjectScanner, type Scanned } from "#/evaluation/predictions/json/object-scanner.ts";
import type { ReadLimits } from "#/evaluation/predictions/read-limits.ts";
import { AppError } from "#/lib/errors.ts";

const quote = 0x22;
const backslash = 0x5c;
const openBrace = 0x7b;
const openBracket = 0x5b;
const opening = new Set([openBrace, openBracket]);
const closing = new Set([0x7d, 0x5d]);
const blank = new Set([0x09, 0x0a, 0x0d, 0x20]);
const newline = 0x0a;
const longestName = 64;

/** Looks through one object that arrives in pieces for lists of objects that are its own fields. */
class ListFinder {
  depth = 0;
  /** The text that came last in the object itself: before a list, its name. */
  name = "";
  #inString = false;
  #isEscaped = false;
  /** Where a list has begun whose first element is still to come. */
  #list: number | null = null;

  /** Returns where a list of objects begins, its bracket not counted as open; -1 for none in these bytes. */
  find(bytes: Buffer, from: number): number {
    for (let at = from; at < bytes.length; at++) {
      const byte = bytes[at] as number;
      if (this.#inString) this.#readString(byte);
      else if (!blank.has(byte)) {
        const list = this.#list;
        this.#list = null;
        if (list !== null && byte === openBrace) {
          this.depth--;
          return list;
        }
        this.#readMark(byte, at);
      }
    }
    return -1;
  }

  #readString(byte: number): void {
    if (this.#isEscaped) this.#isEscaped = false;
    else if (byte === backslash) this.#isEscaped = true;
    else if (byte === quote) this.#inString = false;
    if (this.#inString && this.depth === 1 && this.name.length < longestName) {
      this.name += String.fromCharCode(byte);
    }
  }

  #readMark(byte: number, at: number): void {
    if (byte === quote) {
      this.#inString = true;
      if (this.depth === 1) this.name = "";
    } else if (opening.has(byte)) {
      if (byte === openBracket && this.depth === 1) this.#list = at;
      this.depth++;
    } else if (closing.has(byte)) this.depth--;
  }
}

/** The one list of objects in an object that takes up a whole file, such as `{"model":…,"results":[{…},…]}`. */
export class WrappedList {
  readonly #finder = new ListFinder();
  #scanner: ObjectScanner | null = null;
  #listName = "";
  #hasEnded = false;
  readonly #file: string;
  readonly #limits: ReadLimits;

  constructor(file: string, limits: ReadLimits) {
    this.#file = file;
    this.#limits = limits;
  }

  /** Begins with all bytes so far; null where no list of objects begins in them. */
  begin(bytes: Buffer): Scanned | null {
    const at = this.#finder.find(bytes, 0);
    if (at === -1) return null;
    this.#listName = this.#finder.name;
    let line = 1;
    for (const byte of bytes.subarray(0, at)) if (byte === newline) line++;
    this.#scanner = new ObjectScanner(this.#file, this.#limits, { line });
    return this.push(bytes.subarray(at));
  }

  push(chunk: Buffer): Scanned {
    const nothing = { bytes: chunk, found: [], isOverlong: false, after: 0 };
    const scanned = this.#hasEnded || !this.#scanner ? nothing : this.#scanner.push(chunk);
    if (scanned.isOverlong) throw this.#scanner?.tooLong();
    if (scanned.after !== null) {
      this.#hasEnded = true;
      const another = this.#finder.find(scanned.bytes, scanned.after);
      if (another !== -1) throw twoLists(this.#file, this.#listName, this.#finder.name);
    }
    return scanned;
  }

  /** AppError "bad-input" where the list or the object around it has no end. */
  end(): void {
    this.#scanner?.end();
    if (this.#finder.depth === 0) return;
    const whole = lastWhole(this.#scanner?.whole ?? 0);
    const message = `${this.#file} ends before its object is closed by }: it is cut off. ${whole} Remove what follows, or write the file again.`;
    throw new AppError("bad-input", message);
  }
}

export function twoLists(file: string, first: string, second: string): AppError {
  const params = { file, first: excerpt(first), second: excerpt(second) };
  return new AppError("bad-input", { key: "predictions.twoLists", params });
}
