import type { BoardTexts } from "#/features/leaderboards/components/board-texts.ts";
import type { MeasuredAs } from "#/features/leaderboards/entries/measured-as.ts";
import { fill } from "#/lib/i18n/fill.ts";

/** Word pair, K and share of bounded items, as far as they are known. */
export function measureParts({ words, topK, censored }: MeasuredAs, texts: BoardTexts): string[] {
  return [
    words ? fill(texts.words, { better: words[0], worse: words[1] }) : null,
    topK ? fill(texts.topK, { count: topK }) : null,
    censored === null ? null : fill(texts.censored, { share: (censored * 100).toFixed(1) }),
  ].filter((part) => part !== null);
}

/** Returns the same with scoring mode and coverage, for where a figure stands alone. */
export function measureText(measured: MeasuredAs, texts: BoardTexts): string {
  const { rung, coverage } = measured;
  return [
    ...(rung ? [fill(texts.rung, { rung })] : []),
    ...measureParts(measured, texts),
    coverageText(coverage, texts),
  ].join(" · ");
}

/** Some never reads as none. */
export function reencodedText(share: number, texts: BoardTexts): string {
  return fill(texts.converted, { share: share < 0.001 ? "< 0.1" : (share * 100).toFixed(1) });
}

/** Rounded down, so that less than all never reads as all. */
export function coverageText(coverage: number, texts: BoardTexts): string {
  return fill(texts.coverage, { share: (Math.floor(coverage * 1000) / 10).toFixed(1) });
}
