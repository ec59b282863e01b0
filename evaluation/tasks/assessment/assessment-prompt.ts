import type { WordPair } from "#/evaluation/tasks/assessment/assessment-protocol.ts";
import type { ScoringModeId } from "#/evaluation/tasks/assessment/scoring-mode.ts";

export const assessmentPromptVersion = "assessment-prompt-v1";

export type AssessmentPrompt = {
  user: string;
  /** Start of the assistant's turn that the endpoint has to continue; no trailing space. */
  assistantPrefix: string | null;
  /** The only replies allowed, for endpoints that constrain their output. */
  choices: WordPair | null;
};

const question = "Rate the quality of the image.";
const prefix = "The quality of the image is";

/**
 * Returns what to send for an image in a scoring mode. E and P: the official question and prefilled answer.
 * F, C and S ask for one of the two words; T asks for a number from 0 to 100.
 */
export function assessmentPrompt(rung: ScoringModeId, words: WordPair): AssessmentPrompt {
  const oneWord = `${question} Answer with one word only, either "${words[0]}" or "${words[1]}".`;
  switch (rung) {
    case "E":
    case "P":
      return { user: question, assistantPrefix: prefix, choices: null };
    case "F":
    case "S":
      return { user: oneWord, assistantPrefix: null, choices: null };
    case "C":
      return { user: oneWord, assistantPrefix: null, choices: words };
    case "T":
      return {
        user: `${question} Answer with one number only, from 0 (worst) to 100 (best).`,
        assistantPrefix: null,
        choices: null,
      };
  }
}
