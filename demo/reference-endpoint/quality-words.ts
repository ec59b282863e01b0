import { type Step, softmaxStep } from "#/demo/chat-server/token-step.ts";

/** Where each word lies on the scale of quality from 0 to 1. */
const meanings: Record<string, number> = {
  excellent: 0.96,
  great: 0.88,
  high: 0.82,
  good: 0.78,
  fine: 0.68,
  acceptable: 0.6,
  fair: 0.54,
  average: 0.5,
  medium: 0.5,
  mediocre: 0.4,
  low: 0.22,
  poor: 0.2,
  bad: 0.12,
  terrible: 0.04,
};
const spread = 0.22;
const preference = 4;

/** The next word about a quality; words that the question offers are preferred. With one spread for all words the
 * difference of any two log-probabilities is linear in the quality. */
export function qualityWordStep(quality: number, lead: string, offered: string): Step {
  const scored = Object.entries(meanings).map(([word, meaning]) => ({
    text: lead + word,
    score:
      -((quality - meaning) ** 2) / (2 * spread ** 2) +
      (new RegExp(`\\b${word}\\b`, "i").test(offered) ? preference : 0),
  }));
  return softmaxStep(scored);
}
