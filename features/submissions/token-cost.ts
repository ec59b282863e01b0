import type { TokenPrice } from "#/features/judging/judging-cost.ts";
import { env } from "#/lib/env.ts";

/** Returns what the operator says a million tokens of this model cost; null where nothing is said. */
export function priceOf(model: string): TokenPrice | null {
  return env().TOKEN_PRICES[model] ?? null;
}

/** In the operator's currency; null where the price or a count is not known. */
export function tokenCost(
  prompt: number | null,
  completion: number | null,
  price: TokenPrice | null,
): number | null {
  if (price === null || prompt === null || completion === null) return null;
  return (prompt * price.input + completion * price.output) / 1_000_000;
}
