import { mostFrequentLetter, randomGuess } from "#/evaluation/tasks/perception/baselines.ts";
import { optionLetter } from "#/evaluation/tasks/perception/prompt.ts";
import type { ImportItem } from "#/features/datasets/schema.ts";

export type SliceValue = { slice: string; value: number | null; n: number };
export type Baselines = { random: SliceValue[]; frequent: { letter: string; scores: SliceValue[] } | null };

/** What a perception set itself gives away; items without type and concern count overall only. */
export function baselineSlices(items: readonly ImportItem[]): Baselines {
  const classified = items.every((item) => item.questionType !== null && item.concern !== null);
  const asked = items.map((item) => ({
    ...item,
    questionType: item.questionType ?? 0,
    concern: item.concern ?? 0,
  }));
  const keep = (scores: SliceValue[]) =>
    scores.filter(({ slice, n }) => n > 0 && (classified || slice === "overall"));
  const frequent = mostFrequentLetter(asked);
  return {
    random: keep(randomGuess(asked)),
    frequent: frequent && { letter: optionLetter(frequent.option), scores: keep(frequent.scores) },
  };
}
