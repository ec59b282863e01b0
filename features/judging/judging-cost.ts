import { judgeRounds } from "#/evaluation/tasks/description/description-protocol.ts";
import { dimensions } from "#/evaluation/tasks/description/dimensions.ts";

/** Prices of a million tokens. */
export type TokenPrice = { input: number; output: number };
/** Upper bounds: equal prompts are not paid twice, and a judge may give its five rounds in one call. */
export type JudgingCost = { calls: number; tokens: number; price: number | null };

// A template, a reference and a description of usual length; and "Score: n".
const promptTokens = 650;
const replyTokens = 6;
const million = 1_000_000;

/** Returns what rating so many descriptions takes at most; `price` in the operator's currency where it is known. */
export function judgingCost(items: number, price: TokenPrice | null): JudgingCost {
  const calls = items * dimensions.length * judgeRounds;
  return {
    calls,
    tokens: calls * (promptTokens + replyTokens),
    price: price && (calls * (promptTokens * price.input + replyTokens * price.output)) / million,
  };
}

// Picture and prompt, and an answer of usual length.
const tokensOfAnswer = { perception: 900, description: 1300, assessment: 850 };

/** Returns what asking the model itself takes, roughly: a picture may take far more tokens at some models. */
export function askingCost(
  items: number,
  task: keyof typeof tokensOfAnswer,
): { calls: number; tokens: number } {
  return { calls: items, tokens: items * tokensOfAnswer[task] };
}
