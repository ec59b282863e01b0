import type { RunFacts } from "#/features/model-pages/queries.ts";

/** Prices of a million tokens, in the operator's currency. */
type Price = { input: number; output: number };

/** Returns what the tokens of a run cost; null where the endpoint counted none or nobody has set a price. */
export function runCost(
  { promptTokens, completionTokens }: Pick<RunFacts, "promptTokens" | "completionTokens">,
  price: Price | undefined,
): number | null {
  if (!price || promptTokens === null) return null;
  return (promptTokens * price.input + (completionTokens ?? 0) * price.output) / 1_000_000;
}
