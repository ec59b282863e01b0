const numbers = /-?\bInfinity\b|\bNaN\b/g;

/** Python's json module writes NaN and Infinity bare, which is no JSON: outside of strings they become null. */
export function withoutPythonNumbers(text: string): string {
  let repaired = "";
  let at = 0;
  while (at < text.length) {
    const quote = text.indexOf('"', at);
    const start = quote === -1 ? text.length : quote;
    const end = endOfString(text, start);
    repaired += text.slice(at, start).replace(numbers, "null") + text.slice(start, end);
    at = end;
  }
  return repaired;
}

/** Past the closing quote of the string that starts here; the end of the text where it is never closed. */
function endOfString(text: string, start: number): number {
  let quote = text.indexOf('"', start + 1);
  let backslash = text.indexOf("\\", start + 1);
  while (quote !== -1 && backslash !== -1 && backslash < quote) {
    const next = backslash + 2;
    if (quote < next) quote = text.indexOf('"', next);
    backslash = text.indexOf("\\", next);
  }
  return quote === -1 ? text.length : quote + 1;
}
