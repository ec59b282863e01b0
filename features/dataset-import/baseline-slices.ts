import { mostFrequentLetter, randomGuess } from "#/evaluation/tasks/perception/baselines.ts";
import { optionLetter } from "#/evaluation/tasks/perception/perception-prompt.ts";
import type { ImportItem } from "#/features/dataset-import/schema.ts";

export type SliceValue = { slice: string; value: number | null; n: number };
export type Baselines = { random: SliceValue[]; frequent: { letter: string; scores: SliceValue[] } | null };

/** Returns what a perception set itself gives away; items without type and concern count overall only. */
export function baselineSlices(items: readonly ImportItem[]): Baselines {
  const keep = (scores: SliceValue[]) => scores.filter(({ n }) => n > 0);
  const frequent = mostFrequentLetter(items);
  return {
    random: keep(randomGuess(items)),
    frequent: frequent && { letter: optionLetter(frequent.option), scores: keep(frequent.scores) },
  };
}
