/** Longer answers are cut for the judge; the whole text is kept and shown. */
export const judgedCharacters = 2000;

// biome-ignore lint/suspicious/noControlCharactersInRegex: terminal sequences are what is looked for
const terminalSequence = /\u001b\[[0-9;?]*[ -/]*[@-~]/g;

/** Text without what cannot be seen: terminal sequences, control, bidi and zero-width characters; lines are kept. */
export function visibleText(text: string): string {
  return text
    .toWellFormed()
    .replace(/\r\n?/g, "\n")
    .replace(terminalSequence, "")
    .replace(/(?![\n\t])[\p{Cc}\p{Cf}\u2028\u2029]/gu, "")
    .trim();
}

/** Text that cannot close a fence or open a chat turn: angle brackets and turn marks are replaced by look-alikes. */
export function escapeMarks(text: string): string {
  return visibleText(text)
    .replaceAll("<", "‹")
    .replaceAll(">", "›")
    .replace(/\[(\/?(?:INST|SYS)\w*)\]/gi, "($1)");
}

/** Returns an answer as the judge sees it: escaped, and cut to 2,000 characters (code points). */
export function answerAsData(answer: string): { text: string; isCut: boolean } {
  const visible = visibleText(answer);
  // One character more than is kept, each of at most two units.
  const characters = [...visible.slice(0, 2 * (judgedCharacters + 1))];
  return {
    text: escapeMarks(characters.slice(0, judgedCharacters).join("")),
    isCut: characters.length > judgedCharacters,
  };
}
