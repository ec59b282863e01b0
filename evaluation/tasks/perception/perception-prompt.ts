export const promptVersion = "perception-prompt-v1";

const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

/** Returns the letter that names option `index` (0 is A). Throws a RangeError outside 0–25. */
export function optionLetter(index: number): string {
  const letter = letters[index];
  if (letter === undefined) throw new RangeError(`Option ${index} has no letter: only 0 to 25 have one.`);
  return letter;
}

/**
 * Returns the multiple-choice prompt of Q-Bench A1: question, one option a line, then the instruction.
 * It is sent as text after the image, at temperature 0.
 */
export function buildPrompt(question: string, options: readonly string[]): string {
  return [
    question,
    ...options.map((option, index) => `${optionLetter(index)}. ${option}`),
    "Answer with the option's letter from the given choices directly.",
  ].join("\n");
}
