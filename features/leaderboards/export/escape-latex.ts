const special: Record<string, string> = {
  "\\": "\\textbackslash{}",
  "~": "\\textasciitilde{}",
  "^": "\\textasciicircum{}",
  "–": "--",
  "−": "$-$",
};

/** Names are typed by strangers: nothing of them may steer TeX. */
export function escapeLatex(text: string): string {
  return text
    .replace(/\p{C}/gu, "")
    .replace(/[\\~^–−]|[&%$#_{}]/gu, (character) => special[character] ?? `\\${character}`);
}
