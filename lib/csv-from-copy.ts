import { defuseFormula } from "#/lib/csv.ts";

const [quote, comma, lineFeed, carriageReturn, apostrophe] = [34, 44, 10, 13, 39];
let scratch = Buffer.alloc(0);

/**
 * Whole rows of PostgreSQL's COPY in CSV format, every text in quotes, as `csvLine` would have written them: lines end
 * with CRLF, and text that a spreadsheet would run gets one `'` in front.
 */
export function csvFromCopy(rows: Buffer): Buffer {
  const end = rows.length;
  if (scratch.length < end * 2) scratch = Buffer.alloc(end * 2);
  const result = scratch;
  let length = 0;
  for (let at = 0; at < end; ) {
    const byte = rows[at++] as number;
    if (byte === lineFeed) result[length++] = carriageReturn;
    result[length++] = byte;
    if (byte !== quote) continue;
    // A quote outside a text opens one, or goes on with it after a quote within.
    const before = at > 1 ? rows[at - 2] : lineFeed;
    if (
      (before === comma || before === lineFeed) &&
      mayStartFormula(rows[at] as number) &&
      isFormula(rows, at)
    )
      result[length++] = apostrophe;
    let inside: number;
    do {
      inside = rows[at++] as number;
      result[length++] = inside;
    } while (inside !== quote);
  }
  return Buffer.from(result.subarray(0, length));
}

/** Most texts start with a letter; what is not ASCII may be a sign that stands for another. */
function mayStartFormula(byte: number): boolean {
  return (
    byte <= 32 ||
    byte >= 128 ||
    byte === apostrophe ||
    byte === 61 ||
    byte === 43 ||
    byte === 45 ||
    byte === 64
  );
}

/** Returns whether the quoted text that starts here would be defused. */
function isFormula(rows: Buffer, start: number): boolean {
  let end = rows.indexOf(quote, start);
  while (end >= 0 && rows[end + 1] === quote) end = rows.indexOf(quote, end + 2);
  const text = rows.toString("utf8", start, end).replaceAll('""', '"');
  return defuseFormula(text) !== text;
}
