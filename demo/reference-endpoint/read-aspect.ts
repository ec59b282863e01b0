import type { Aspect } from "#/demo/reference-endpoint/thresholds.ts";
import { aspectWords } from "#/demo/reference-endpoint/wording.ts";

/** An aspect that a text names, and whether more of what it names means more (1) or less (0) of the aspect. */
export type NamedAspect = { aspect: Aspect; amount: 0 | 1 };

/** The first rule of the table that fits; "exposure" before "color" before "light", as the table orders them. */
export function readAspect(text: string): NamedAspect | null {
  for (const [pattern, aspect, amount] of aspectWords) {
    if (pattern.test(text)) return { aspect, amount };
  }
  return null;
}
