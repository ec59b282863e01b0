const numbers = /-?\bInfinity\b|\bNaN\b/g;
const quoteMark = 0x22;
const backslash = 0x5c;

/** Python's json module writes NaN and Infinity bare, which is no JSON: outside of strings they become null. */
export function withoutPythonNumbers(text: string): string {
  let repaired = "";
  let copied = 0;
  let quote = text.indexOf('"');
  let outside = 0;
  for (const { 0: number, index } of text.matchAll(numbers)) {
    while (quote !== -1 && quote < index) {
      outside = endOfString(text, quote);
      quote = text.indexOf('"', outside);
    }
    if (index < outside) continue;
    repaired += `${text.slice(copied, index)}null`;
    copied = index + number.length;
  }
  return repaired + text.slice(copied);
}

/** Past the closing quote of the string that starts here; the end of the text where it is never closed. */
function endOfString(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === backslash) at += 1;
    else if (code === quoteMark) return at + 1;
  }
  return text.length;
}
