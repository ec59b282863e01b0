/** Marks in a row that are kept, as in the Stream-Safe Text Format (Unicode Standard Annex #15); no language has as many. */
const tooManyMarks = /(\p{M}{30})\p{M}+/gu;

/** `String.prototype.normalize` in linear time: sorting the marks of one letter takes the square of their number. */
export function normalizeText(text: string, form: "NFC" | "NFKC" | "NFKD"): string {
  return text.replace(tooManyMarks, "$1").normalize(form);
}
