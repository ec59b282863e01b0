import { jsonFields } from "#/evaluation/tasks/answer-text/json-fields.ts";
import { longestAnswer } from "#/evaluation/tasks/answer-text/longest-answer.ts";
import { splitReply } from "#/evaluation/tasks/answer-text/split-reply.ts";
import { normalizeText } from "#/lib/normalize-text.ts";

/** Stands before each line that a reply marks as its answer: `<answer>`, `\boxed{}`, a field of JSON. */
export const answerMark = "\uE000";

const answerFields =
  /^(?:(?:final|correct|best|selected|my|predicted|chosen|the)[_ -]?)?(?:answer|choice|option|letter|label|prediction|response|output|result|selection|rating|score|completeness|precision|relevance|correctness)$|答案|选项|评分|分数/i;

/** Returns one spelling for what looks the same: full-width forms, curly quotes, invisible characters, white space. */
export function unifyText(text: string): string {
  return (
    normalizeText(text.replace(/[\u{1F150}-\u{1F169}\u{1F170}-\u{1F189}]/gu, plainLetter), "NFKC")
      // One character may stand for eighteen.
      .slice(0, longestAnswer)
      .replace(/\p{Cf}|[\ufe0e\ufe0f]|\u20e3/gu, "")
      .replace(/[‘’]/g, "'")
      .replace(/[“”]/g, '"')
      .replace(/İ/g, "I")
      .replace(/[^\S\n]+/g, " ")
      .trim()
  );
}

/** White letters on black circles and squares, which NFKC leaves as they are. */
function plainLetter(symbol: string): string {
  const code = symbol.codePointAt(0) ?? 0;
  return String.fromCharCode(65 + code - (code < 0x1f170 ? 0x1f150 : 0x1f170));
}

/** Returns a reply as plain text: without thinking, chat markers, symbols, Markdown and LaTeX. */
export function plainText(reply: string): string {
  return markedText(reply).replaceAll(answerMark, "").trim();
}

/**
 * Returns a reply as `plainText` does, with an `answerMark` before each line that the reply marks as its answer.
 * Of a reply that is JSON with a field for the answer, that field is all.
 */
export function markedText(reply: string): string {
  const said = splitReply(reply.slice(0, longestAnswer).replace(/[\uE000-\uF8FF]/g, " "))
    .map(({ text, isAnswer }) => (isAnswer ? marked(text) : text))
    .join("")
    .replace(/\r\n?/g, "\n");
  const text = unifyText(withoutMarkup(withoutRejectedLines(withoutLatex(said)))).replace(
    / ?\n[ \n]*/g,
    "\n",
  );
  const fields = jsonFields(text.replaceAll(answerMark, ""), answerFields);
  return fields.length === 0 ? text : fromFields(fields);
}

function fromFields(fields: readonly [name: string, value: string][]): string {
  const final = fields.filter(([name]) => /final/i.test(name));
  return (final.length > 0 ? final : fields).map(([, value]) => marked(value).trim()).join("\n");
}

function marked(text: string): string {
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  return lines.length === 0 ? "\n" : `\n${lines.map((line) => `${answerMark}${line.trim()}`).join("\n")}\n`;
}

function withoutLatex(text: string): string {
  if (!text.includes("\\")) return text;
  const style = /\\(?:text|math|operatorname)[a-z]{0,10}\s?\{([^{}]{0,300})\}/g;
  return text
    .replace(style, "$1")
    .replace(style, "$1")
    .replace(/\\f?box(?:ed)?\s?\{([^{}\n]{0,300})\}?/g, (_, inner: string) => marked(inner))
    .replace(/\\[()[\]]|\\[,;! ]/g, " ");
}

/** Where a reply marks options as right and wrong by symbols or ticked boxes, the wrong ones are left out. */
function withoutRejectedLines(text: string): string {
  const crossed = /[❌✗✘❎☒✖]/u;
  const ticked = /^[ \t]*(?:[-*•] )?(?:\[[xX✓✔]\]|☑)/mu;
  if (!crossed.test(text) && !ticked.test(text)) return text;
  const empty = /^[ \t]*(?:[-*•] )?(?:\[ ?\]|☐)/u;
  return text
    .split("\n")
    .filter((line) => !crossed.test(line) && !empty.test(line))
    .join("\n");
}

function withoutMarkup(text: string): string {
  return text
    .replace(/~~[^~\n]{1,200}~~/g, " ")
    .replace(/[\p{Extended_Pictographic}✓☑☐]|\p{Emoji_Modifier}/gu, (symbol) =>
      /[\d#*©®™]/.test(symbol) ? symbol : " ",
    )
    .replace(/^[ \t]*(?:```\w*|(?:#{1,6} |> ?|[-*•] ){1,3}|\[[xX]\] )/gm, "")
    .replace(/[*`$~]/g, "")
    .replace(/(?<![\p{L}\p{N}])_+|_+(?![\p{L}\p{N}])/gu, "");
}
