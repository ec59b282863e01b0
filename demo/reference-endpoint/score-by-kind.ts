import { hueBins } from "#/demo/reference-endpoint/colour-cells.ts";
import { locateSubject, middleOf } from "#/demo/reference-endpoint/locate.ts";
import { optionLevel } from "#/demo/reference-endpoint/option-level.ts";
import { namedObject, type Question } from "#/demo/reference-endpoint/question.ts";
import { readAspect } from "#/demo/reference-endpoint/read-aspect.ts";
import { read } from "#/demo/reference-endpoint/readings.ts";
import type { Sight } from "#/demo/reference-endpoint/sight.ts";
import { certainty, eagerness, yesFrom } from "#/demo/reference-endpoint/thresholds.ts";
import { hueNames, negation } from "#/demo/reference-endpoint/wording.ts";

/** One score per option (log-likelihoods up to a constant), or null if this way does not fit the question. */
export type Scorer = (question: Question, sight: Sight) => number[] | null;

const inLowerCase = ({ options }: Question) => options.map(({ words: message }) => message.toLowerCase());

const agreement = (measured: number, meant: number) => -certainty * (measured - meant) ** 2;

export const scoreYesOrNo: Scorer = (question, sight) => {
  const options = inLowerCase(question);
  if (!options.every((option) => /^(yes|no)\b/.test(option))) return null;
  const asked = readAspect(question.words);
  if (asked === null) return null;
  const level = sight.levels(namedObject(question.words))[asked.aspect];
  const much = level - yesFrom[asked.aspect];
  const affirmed = (asked.amount === 1) !== /\b(?:free of|without|no)\b/.test(question.words);
  const towardsYes = (affirmed ? much : -much) * eagerness;
  return options.map((option) => (option.startsWith("yes") ? towardsYes : -towardsYes));
};

/** Which distortion: the options name aspects themselves. */
export const scoreAspects: Scorer = (question, sight) => {
  if (/\bexpos/.test(question.words)) return null;
  const options = inLowerCase(question);
  const named = options.map((option) => readAspect(option));
  const nothing = options.map((option) => /^(?:no|none)\b/.test(option));
  const known = named.filter((found, at) => found?.amount === 1 || nothing[at] === true);
  const kinds = new Set(named.map((found) => found?.aspect));
  if (known.length < Math.max(2, options.length - 1) || kinds.size < 2) return null;
  const levels = sight.levels(namedObject(question.words));
  const sign = negation.test(question.words) ? -1 : 1;
  return named.map((found, at) => {
    if (nothing[at] === true) return sign * eagerness * 0.32;
    return found === null ? -1 : sign * eagerness * levels[found.aspect];
  });
};

export const scoreAmounts: Scorer = (question, sight) => {
  const asked = readAspect(question.words) ?? readAspect(inLowerCase(question).join(" "));
  if (asked === null) return null;
  const meant = question.options.map(({ words: message }) => optionLevel(asked, message));
  if (meant.filter((level) => level !== null).length < 2) return null;
  const levels = sight.levels(namedObject(question.words));
  const exposure = /\bexpos/.test(question.words) && asked.aspect === "brightness";
  const measured = exposure ? 0.5 + 0.6 * (levels.overexposure - levels.underexposure) : levels[asked.aspect];
  return meant.map((level) => (level === null ? -4 : agreement(measured, level)));
};

/** Which colour: the share of the region's chroma that lies in the named range of hues. */
export const scoreHues: Scorer = (question, sight) => {
  const ranges = inLowerCase(question).map((option) => hueNames.find(([pattern]) => pattern.test(option)));
  if (ranges.filter((range) => range !== undefined).length < 2) return null;
  const { hues } = read(sight.look, sight.region(namedObject(question.words)));
  const total = hues.reduce((sum, chroma) => sum + chroma, 0) + 1e-6;
  return ranges.map((range) => {
    if (range === undefined) return 0;
    const [, from, to] = range;
    let share = 0;
    hues.forEach((chroma, bin) => {
      const degrees = ((bin + 0.5) * 360) / hueBins;
      if ((degrees >= from && degrees < to) || degrees - 360 >= from) share += chroma / total;
    });
    return eagerness * share;
  });
};

const sides: readonly (readonly [pattern: RegExp, x: number | null, y: number | null])[] = [
  [/\bleft\b/, 0.22, null],
  [/\bright\b/, 0.78, null],
  [/\b(?:cent(?:er|re)|middle)\b/, 0.5, 0.5],
  [/\b(?:top|upper)\b/, null, 0.2],
  [/\b(?:bottom|lower)\b/, null, 0.8],
];

export const scoreSides: Scorer = (question, sight) => {
  if (!/\b(?:where|which (?:part|side|direction)|position|placed|located)\b/.test(question.words))
    return null;
  const places = inLowerCase(question).map((option) => sides.filter(([pattern]) => pattern.test(option)));
  if (places.filter((found) => found.length > 0).length < 2) return null;
  const name = namedObject(question.words);
  const middle = middleOf(name === null ? locateSubject(sight.look.colours) : sight.region(name));
  return places.map((found) => {
    if (found.length === 0) return -3;
    const misses = found.flatMap(([, x, y]) => [
      ...(x === null ? [] : [x - middle.x]),
      ...(y === null ? [] : [(y - middle.y) / 2]),
    ]);
    return -3 * certainty * misses.reduce((sum, miss) => sum + miss ** 2, 0);
  });
};

const partWords = /\b(?:part|object|area|region|most|least|\w+est)\b/;

/** Which part is the most blurry, noisy, dark …: the options name parts of the picture. */
export const scoreParts: Scorer = (question, sight) => {
  const asks = /\b(?:which|what|where)\b/.exec(question.words);
  if (!asks || !partWords.test(question.words.slice(asks.index))) return null;
  const asked = readAspect(question.words);
  if (asked === null) return null;
  const less = /\b(?:not|least)\b/.test(question.words) !== (asked.amount === 0);
  return question.options.map(({ words: message }) => {
    const level = sight.levels(message.toLowerCase())[asked.aspect];
    return (less ? -level : level) * eagerness;
  });
};

const moods: readonly (readonly [
  pattern: RegExp,
  brightness: number,
  saturation: number,
  warmth: number | null,
])[] = [
  [/\b(?:lively|joyful|pleasant|fresh|cheerful|happy|energetic)\b/, 0.75, 0.9, null],
  [/\b(?:dull|boring|monotonous|restless)\b/, 0.65, 0.1, null],
  [/\b(?:gloomy|dark|depress\w*|sad|scary|frightening|horror)\b/, 0.08, 0.35, null],
  [/\b(?:moonlight|night\w*|moon)\b/, 0, 0.4, 0.15],
  [/\b(?:sunset|dusk|dawn|sunrise|evening)\b/, 0.55, 0.8, 0.85],
  [/\b(?:daylight|day|daytime|sunlight|sunny|noon)\b/, 0.75, 0.7, 0.25],
];

export const scoreMoods: Scorer = (question, sight) => {
  const meant = inLowerCase(question).map((option) => moods.find(([pattern]) => pattern.test(option)));
  if (meant.filter((mood) => mood !== undefined).length < 2) return null;
  const { brightness, saturation } = sight.levels(null);
  const sky = read(sight.look, sight.region("sky")).hues;
  const total = sky.reduce((sum, chroma) => sum + chroma, 0) + 1e-6;
  const warmth = sky.reduce((sum, chroma, bin) => (bin < 5 || bin >= 19 ? sum + chroma : sum), 0) / total;
  return meant.map((mood) => {
    if (mood === undefined) return -3;
    const [, bright, saturated, warm] = mood;
    const miss = (brightness - bright) ** 2 + 0.5 * (saturation - saturated) ** 2;
    return -0.4 * certainty * (miss + (warm === null ? 0 : (warmth - warm) ** 2));
  });
};
