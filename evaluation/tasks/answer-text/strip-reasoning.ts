const names = "think|thinking|thought|reasoning|reflection";
const closing = new RegExp(`</(?:${names})>|\\[/THINK\\]|◁/think▷`, "gi");
const opening = new RegExp(`<(?:${names})>|\\[THINK\\]|◁think▷`, "i");
const harmonyFinal = "<|channel|>final<|message|>";

/**
 * Returns what a model said apart from its reasoning: text around `<think>…</think>` and its kin. A block that is
 * never closed reaches to the end; a closing tag without an opening one ends a block from the start.
 */
export function stripReasoning(text: string): string {
  const final = text.lastIndexOf(harmonyFinal);
  const whole = final === -1 ? text : text.slice(final + harmonyFinal.length);
  const firstOpening = opening.exec(whole)?.index ?? -1;
  const firstClosing = whole.search(closing);
  const startsInside = firstClosing !== -1 && (firstOpening === -1 || firstClosing < firstOpening);
  const before = startsInside || firstOpening === -1 ? "" : whole.slice(0, firstOpening);
  let end = 0;
  for (const match of whole.matchAll(closing)) end = match.index + match[0].length;
  const rest = whole.slice(end);
  const reopened = opening.exec(rest)?.index ?? rest.length;
  const after = rest.slice(0, reopened);
  return firstOpening === -1 || end > firstOpening ? `${before}${after}` : before;
}
