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

function polarLevel({ aspect }: NamedAspect, message: string): number | null {
  const found = polarWords[aspect]?.find(([pattern]) => pattern.test(message));
  if (found === undefined) return null;
  const level = found[1];
  if (negation.test(message)) return level > 0.5 ? 0 : 0.8;
  return halfWords.test(message) ? 0.5 : level;
}

/** The level of the asked aspect that an option of a how-question stands for; null if it says nothing about it. */
export function optionLevel(asked: NamedAspect, option: string): number | null {
  const message = option.toLowerCase();
  const polar = polarLevel(asked, message);
  if (polar !== null) return polar;
  if (halfWords.test(message)) return 0.5;
  if (badWords.test(message)) return goodLevel[asked.aspect] > 0.5 ? 0 : 1;
  if (goodWords.test(message)) return goodLevel[asked.aspect];
  if (negation.test(message) || littleWords.test(message)) return 1 - asked.amount;
  if (muchWords.test(message)) return asked.amount;
  return null;
}
