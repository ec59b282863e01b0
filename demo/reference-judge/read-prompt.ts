import { type Dimension, dimensions } from "#/demo/reference-judge/rate.ts";
import { AppError } from "#/lib/errors.ts";

export type JudgePrompt = { dimension: Dimension; reference: string; answer: string };

const opening = /^<<<ANSWER\b/m;
const closing = /ANSWER>>>[ \t]*$/gm;
const referenceOpening = /^<<<REFERENCE\b/m;
const referenceClosing = /REFERENCE>>>[ \t]*$/gm;

/**
 * Cuts a judge prompt at its markers, which open at the start of a line and close at the end of one. The answer reaches
 * to the very last closing marker, so markers inside of it stay part of it; the reference and the dimension are read
 * only from what is left.
 */
export function readJudgePrompt(prompt: string): JudgePrompt {
  const open = opening.exec(prompt)?.index ?? -1;
  const close = [...prompt.matchAll(closing)].at(-1)?.index ?? -1;
  if (open < 0 || close < open) {
    throw new AppError("bad-input", "The prompt has no answer. Put it between <<<ANSWER and ANSWER>>>.");
  }
  const around = `${prompt.slice(0, open)}\n${prompt.slice(close + "ANSWER>>>".length)}`;
  const { reference, rest } = cutReference(around);
  const named = /\bDimension:\s*(\w+)/i.exec(rest)?.[1]?.toLowerCase();
  const dimension = dimensions.find((known) => known === named);
  if (dimension === undefined) {
    throw new AppError(
      "bad-input",
      `The prompt names no dimension. Write "Dimension: " and one of ${dimensions.join(", ")}.`,
    );
  }
  return {
    dimension,
    reference: reference.trim(),
    answer: prompt.slice(open + "<<<ANSWER".length, close).trim(),
  };
}

function cutReference(text: string): { reference: string; rest: string } {
  const opening = referenceOpening.exec(text);
  const start = opening ? opening.index + opening[0].length : text.length;
  const closing = [...text.slice(start).matchAll(referenceClosing)][0];
  if (!opening || !closing) return { reference: "", rest: text };
  const end = start + closing.index;
  const rest = text.slice(0, opening.index) + text.slice(end + closing[0].length);
  return { reference: text.slice(start, end), rest };
}
