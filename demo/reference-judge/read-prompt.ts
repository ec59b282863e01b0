import { type Dimension, dimensions } from "#/demo/reference-judge/rate.ts";
import { AppError } from "#/lib/errors.ts";

export type JudgePrompt = { dimension: Dimension; reference: string; answer: string };

const opening = /^<<<ANSWER\b/m;
const closing = /ANSWER>>>[ \t]*$/gm;
const referenceBlock = /^<<<REFERENCE\b([\s\S]*?)REFERENCE>>>[ \t]*$/m;

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
  const reference = referenceBlock.exec(around)?.[1] ?? "";
  const named = /\bDimension:\s*(\w+)/i.exec(around.replace(referenceBlock, ""))?.[1]?.toLowerCase();
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
