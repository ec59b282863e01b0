import { SaxesParser } from "saxes";
import { excerpt } from "#/evaluation/predictions/excerpt.ts";
import { AppError } from "#/lib/errors.ts";

export type XmlHandlers = {
  open?: (element: string, attributes: Record<string, string>) => void;
  text?: (piece: string) => void;
  close?: (element: string) => void;
};

/** What the parts of a workbook never need: a sheet is seven elements deep, its root has some thirty attributes. */
const deepest = 64;
const mostAttributes = 256;
const longestPiece = 4 * 2 ** 20;

/**
 * Reads one XML part piece by piece, `taken` after each. No entity but XML's own five is known, nothing outside is
 * looked up. Elements and attributes come without their prefixes' meaning: `x:row` is `row`. AppError "bad-input" for
 * broken XML and for what no workbook needs: deep nesting, hundreds of attributes, endless comments.
 */
export async function* readXml<Taken>(
  chunks: AsyncIterable<Buffer>,
  name: string,
  handlers: XmlHandlers,
  take: () => Taken,
): AsyncGenerator<Taken> {
  const decoder = new TextDecoder();
  const { parser, sinceEvent } = boundedParser(name, handlers);
  for await (const chunk of chunks) {
    sinceEvent.bytes += chunk.length;
    parser.write(decoder.decode(chunk, { stream: true }));
    if (sinceEvent.bytes > longestPiece) throw unusual(name, "a text or comment of more than 4 MiB");
    yield take();
  }
  parser.write(decoder.decode()).close();
  yield take();
}

function boundedParser(name: string, { open, text, close }: XmlHandlers) {
  const parser = new SaxesParser();
  const sinceEvent = { bytes: 0 };
  let depth = 0;
  let attributes = 0;
  parser.on("error", (error) => {
    const message = `${name} is a damaged XLSX file (${excerpt(error.message)}). Save it again.`;
    throw new AppError("bad-input", message);
  });
  parser.on("attribute", () => {
    sinceEvent.bytes = 0;
    if (++attributes > mostAttributes)
      throw unusual(name, `an element of more than ${mostAttributes} attributes`);
  });
  parser.on("opentag", (tag) => {
    sinceEvent.bytes = 0;
    attributes = 0;
    if (++depth > deepest) throw unusual(name, `elements nested more than ${deepest} deep`);
    open?.(localName(tag.name), tag.attributes as Record<string, string>);
  });
  parser.on("text", (piece) => {
    sinceEvent.bytes = 0;
    text?.(piece);
  });
  parser.on("cdata", (piece) => {
    sinceEvent.bytes = 0;
    text?.(piece);
  });
  parser.on("closetag", (tag) => {
    depth--;
    close?.(localName(tag.name));
  });
  return { parser, sinceEvent };
}

function localName(name: string): string {
  return name.slice(name.indexOf(":") + 1);
}

function unusual(name: string, what: string): AppError {
  return new AppError(
    "bad-input",
    `${name} is no workbook of a spreadsheet program: it has ${what}. Send it as CSV.`,
  );
}
