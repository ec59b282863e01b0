import type { NamedAspect } from "#/demo/reference-endpoint/read-aspect.ts";
import {
  badWords,
  goodLevel,
  goodWords,
  halfWords,
  littleWords,
  muchWords,
  negation,
  polarWords,
} from "#/demo/reference-endpoint/wording.ts";

function polarLevel({ aspect }: NamedAspect, words: string): number | null {
  const found = polarWords[aspect]?.find(([pattern]) => pattern.test(words));
  if (found === undefined) return null;
  const level = found[1];
  if (negation.test(words)) return level > 0.5 ? 0 : 0.8;
  return halfWords.test(words) ? 0.5 : level;
}

/** The level of the asked aspect that an option of a how-question stands for; null if it says nothing about it. */
export function optionLevel(asked: NamedAspect, option: string): number | null {
  const words = option.toLowerCase();
  const polar = polarLevel(asked, words);
  if (polar !== null) return polar;
  if (halfWords.test(words)) return 0.5;
  if (badWords.test(words)) return goodLevel[asked.aspect] > 0.5 ? 0 : 1;
  if (goodWords.test(words)) return goodLevel[asked.aspect];
  if (negation.test(words) || littleWords.test(words)) return 1 - asked.amount;
  if (muchWords.test(words)) return asked.amount;
  return null;
}
