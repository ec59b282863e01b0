import { longestAnswer } from "#/evaluation/tasks/answer-text/longest-answer.ts";
import { stripReasoning } from "#/evaluation/tasks/answer-text/strip-reasoning.ts";
import { normalizeText } from "#/lib/normalize-text.ts";

/** Returns one spelling for what looks the same: full-width forms, curly quotes, invisible characters, white space. */
export function unifyText(text: string): string {
  return (
    normalizeText(text, "NFKC")
      // One character may stand for eighteen.
      .slice(0, longestAnswer)
      .replace(/[\u200b-\u200f\u2060\ufeff\u00ad]/g, "")
      .replace(/[‘’]/g, "'")
      .replace(/[“”]/g, '"')
      .replace(/[^\S\n]+/g, " ")
      .trim()
  );
}

/**
 * Returns a reply as plain text: without reasoning, chat markers and Markdown. `\boxed{X}` and `<answer>X</answer>`
 * become lines of their own.
 */
export function plainText(reply: string): string {
  const marked = stripReasoning(reply)
    .replace(/<\|[a-z_]{1,30}\|>|<\/?s>|<(?:end|start)_of_turn>/gi, " ")
    .replace(/\\boxed\s*\{(?:\\text\s*\{)?([^{}]{0,300})\}{1,2}/g, "\n$1\n")
    .replace(/<answer>([^<]{0,2000})<\/answer>/gi, "\n$1\n")
    .replace(/\r\n?/g, "\n")
    .replace(/^[ \t]*(?:```\w*|#{1,6} |> |[-*•] )/gm, "")
    .replace(/[*`$~]/g, "")
    .replace(/(?<![\p{L}\p{N}])_+|_+(?![\p{L}\p{N}])/gu, "");
  return unifyText(marked).replace(/ ?\n[ \n]*/g, "\n");
}
