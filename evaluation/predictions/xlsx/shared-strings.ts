import { KeptTexts } from "#/evaluation/predictions/kept-texts.ts";
import type { ReadLimits } from "#/evaluation/predictions/read-limits.ts";
import { readXml } from "#/evaluation/predictions/xlsx/bounded-xml.ts";
import { unescaped } from "#/evaluation/predictions/xlsx/unescaped.ts";
import type { ZipParts } from "#/evaluation/predictions/xlsx/zip-parts.ts";
import { AppError } from "#/lib/errors.ts";

const path = "xl/sharedStrings.xml";
const mostStrings = 1_000_000;

/** The texts that cells refer to by number; phonetic readings are left out. Close it when the sheet is read. */
export class SharedStrings {
  readonly #texts = new KeptTexts();
  /** Where each text ends; the next one starts there. */
  readonly #ends: number[] = [];

  /** AppError "too-large" for more texts than a sheet of this many rows can use, or a text longer than a row. */
  async read(parts: ZipParts, name: string, limits: ReadLimits): Promise<void> {
    if (!parts.has(path)) return;
    let text = "";
    let isText = false;
    let phonetic = 0;
    const open = (element: string) => {
      if (element === "si") text = "";
      else if (element === "rPh") phonetic++;
      isText = element === "t" && phonetic === 0;
    };
    const take = (piece: string) => {
      if (!isText) return;
      text += piece;
      if (text.length > limits.rowBytes) throw this.#tooLong(name, limits);
    };
    const close = (element: string) => {
      isText = false;
      if (element === "rPh") phonetic--;
      else if (element === "si") this.#keep(unescaped(text), name, limits);
    };
    for await (const _ of readXml(parts.read(path), name, { open, text: take, close }, () => null));
  }

  /** Returns the bytes of a text before it is looked up; 0 where there is none of this number. */
  bytes(number: number): number {
    const end = this.#ends[number];
    return end === undefined ? 0 : end - this.#start(number);
  }

  get(number: number): string | null {
    if (this.#ends[number] === undefined) return null;
    return this.#texts.get({ start: this.#start(number), bytes: this.bytes(number) });
  }

  close(): void {
    this.#texts.close();
  }

  #start(number: number): number {
    return this.#ends[number - 1] ?? 0;
  }

  #keep(text: string, name: string, limits: ReadLimits): void {
    if (this.#ends.length >= mostStrings) {
      const most = mostStrings.toLocaleString("en");
      throw new AppError("too-large", `${name} holds more than ${most} different texts. Send it as CSV.`);
    }
    const { start, bytes } = this.#texts.put(text);
    if (bytes > limits.rowBytes) throw this.#tooLong(name, limits);
    this.#ends.push(start + bytes);
  }

  #tooLong(name: string, { rowBytes }: ReadLimits): AppError {
    const most = Math.round(rowBytes / 1024);
    const message = `${name}: text ${this.#ends.length + 1} of its shared strings is larger than ${most} KiB. Shorten it or leave it out.`;
    return new AppError("too-large", message);
  }
}
