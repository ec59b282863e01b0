import type { DriftSample } from "#/evaluation/drift/drift-sample.ts";

/** `part` is what changed, `words` one sentence about it. */
export type DriftFinding = { part: "model" | "sight" | "steadiness" | "ratings"; words: string };

const fewestAnswers = 3;
const fewestAtStart = 6;
/** Fewer answers of the twelve at the start, or more of them without the number: not known to see well enough. */
const fewestSeen = 10;
const mostMissed = 1;
/** No endpoint that batches calls is steadier than this; nats. */
const smallestTolerance = 0.5;
const spreads = 8;

/**
 * Returns what differs between the start and one later repetition, by a rule in which every part has to have been reliable at
 * the start to be judged at all:
 * - model: more than half of the replies bear names that none bore at the start;
 * - sight: of the numbers, named at the start but for one at most, none is named now; else of the colours, all named
 *   at the start, at most one is named now (a constant guess names one);
 * - steadiness: all answers to the repeated question were the same at the start, and none is that now;
 * - ratings: a log-probability difference lies farther from its mean at the start than 8 standard deviations (pooled
 *   over both pictures, of the start) and than 0.5 nats.
 *
 * One repetition that differs proves nothing: an endpoint has changed when the same part differs in three repetitions running.
 * For one that draws its answers afresh from one distribution the rates of a false alarm are in docs/endpoints.md.
 */
export function compareDriftSamples(start: DriftSample, sample: DriftSample): DriftFinding[] {
  const found = [
    compareModels(start.models, sample.models),
    compareSight(start.sight, sample.sight),
    compareSteady(start.steady, sample.steady),
    compareRatings(start.ratings, sample.ratings),
  ];
  return found.filter((finding) => finding !== null);
}

function compareModels(start: DriftSample["models"], sample: DriftSample["models"]): DriftFinding | null {
  const known = Object.keys(start);
  const named = Object.values(sample).reduce((sum, replies) => sum + replies, 0);
  const others = Object.entries(sample)
    .filter(([name]) => !known.includes(name))
    .sort((a, b) => b[1] - a[1]);
  const unknown = others.reduce((sum, [, replies]) => sum + replies, 0);
  if (known.length === 0 || named < fewestAnswers || unknown * 2 <= named) return null;
  const message = `The server now calls its model ${others[0]?.[0]}; at the start it was ${known.join(", ")}.`;
  return { part: "model", words: message };
}

function compareSight(start: DriftSample["sight"], sample: DriftSample["sight"]): DriftFinding | null {
  if (sample.answered < fewestAnswers || start.answered < fewestSeen) return null;
  const words = (now: number, then: number, kind: string) =>
    `The canary pictures are no longer seen: ${now} of ${sample.answered} ${kind} were named, at the start ${then} of ${start.answered}.`;
  if (start.answered - start.numbers <= mostMissed) {
    if (sample.numbers > 0) return null;
    return { part: "sight", words: words(sample.numbers, start.numbers, "numbers") };
  }
  if (start.colours < start.answered || sample.colours > 1) return null;
  return { part: "sight", words: words(sample.colours, start.colours, "colours") };
}

function compareSteady(start: readonly string[], sample: readonly string[]): DriftFinding | null {
  const [usual] = start;
  if (usual === undefined || start.length < fewestAtStart || sample.length < fewestAnswers) return null;
  if (start.some((text) => text !== usual) || sample.includes(usual)) return null;
  const kinds = new Set(sample).size;
  const message =
    kinds === 1
      ? `The same question at temperature 0 got another answer than at the start, ${sample.length} times of ${sample.length}.`
      : `The same question at temperature 0 now gets ${kinds} different answers in ${sample.length} times, none of them that of the start.`;
  return { part: "steadiness", words: message };
}

function compareRatings(start: DriftSample["ratings"], sample: DriftSample["ratings"]): DriftFinding | null {
  if (!start || !sample || start.by !== sample.by) return null;
  const pairs = [
    { before: start.sharp, now: sample.sharp },
    { before: start.blurred, now: sample.blurred },
  ];
  if (pairs.some(({ before, now }) => before.length < fewestAtStart || now.length === 0)) return null;
  const tolerance = Math.max(smallestTolerance, spreads * pooledDeviation(pairs.map(({ before }) => before)));
  const moved = Math.max(...pairs.flatMap(({ before, now }) => now.map((d) => Math.abs(d - mean(before)))));
  if (moved <= tolerance) return null;
  const gap = (both: { sharp: number[]; blurred: number[] }) =>
    Math.abs(mean(both.sharp) - mean(both.blurred));
  const message =
    gap(start) > 2 * tolerance && gap(sample) < gap(start) / 4
      ? `A sharp and a blurred picture no longer differ: ${gap(sample).toFixed(2)} nats apart, at the start ${gap(start).toFixed(2)}.`
      : `The log-probability difference of the same picture moved by ${moved.toFixed(2)} nats; ${tolerance.toFixed(2)} are within the spread of the start.`;
  return { part: "ratings", words: message };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Returns the root of the pooled variance of groups with their own means. */
function pooledDeviation(groups: readonly (readonly number[])[]): number {
  const squares = groups.flatMap((group) => group.map((value) => (value - mean(group)) ** 2));
  return Math.sqrt(squares.reduce((sum, square) => sum + square, 0) / (squares.length - groups.length));
}
