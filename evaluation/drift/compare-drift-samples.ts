import type { CanaryHeard } from "#/evaluation/drift/drift-sample.ts";

/** `part` is what changed, `words` one sentence about it. */
export type CanaryFinding = { part: "model" | "sight" | "steadiness" | "ratings"; words: string };

const fewestAnswers = 3;
const fewestAtStart = 6;
/** Fewer answers of the twelve at the start, or more of them without the number: not known to see well enough. */
const fewestSeen = 10;
const mostMissed = 1;
/** No endpoint that batches calls is steadier than this; nats. */
const smallestTolerance = 0.5;
const spreads = 8;

/**
 * What differs between the start and one later asking, by a rule in which every part has to have been reliable at
 * the start to be judged at all:
 * - model: more than half of the replies bear names that none bore at the start;
 * - sight: of the numbers, named at the start but for one at most, none is named now; else of the colours, all named
 *   at the start, at most one is named now (a constant guess names one);
 * - steadiness: all answers to the repeated question were the same at the start, and none is that now;
 * - ratings: a log-probability difference lies farther from its mean at the start than 8 standard deviations (pooled
 *   over both pictures, of the start) and than 0.5 nats.
 *
 * One asking that differs proves nothing: an endpoint has changed when the same part differs in three askings running.
 * For one that draws its answers afresh from one distribution the rates of a false alarm are in docs/endpoints.md.
 */
export function compareCanary(start: CanaryHeard, heard: CanaryHeard): CanaryFinding[] {
  const found = [
    compareModels(start.models, heard.models),
    compareSight(start.sight, heard.sight),
    compareSteady(start.steady, heard.steady),
    compareRatings(start.ratings, heard.ratings),
  ];
  return found.filter((finding) => finding !== null);
}

function compareModels(start: CanaryHeard["models"], heard: CanaryHeard["models"]): CanaryFinding | null {
  const known = Object.keys(start);
  const named = Object.values(heard).reduce((sum, replies) => sum + replies, 0);
  const others = Object.entries(heard)
    .filter(([name]) => !known.includes(name))
    .sort((a, b) => b[1] - a[1]);
  const unknown = others.reduce((sum, [, replies]) => sum + replies, 0);
  if (known.length === 0 || named < fewestAnswers || unknown * 2 <= named) return null;
  const words = `The server now calls its model ${others[0]?.[0]}; at the start it was ${known.join(", ")}.`;
  return { part: "model", words };
}

function compareSight(start: CanaryHeard["sight"], heard: CanaryHeard["sight"]): CanaryFinding | null {
  if (heard.answered < fewestAnswers || start.answered < fewestSeen) return null;
  const words = (now: number, then: number, kind: string) =>
    `The canary pictures are no longer seen: ${now} of ${heard.answered} ${kind} were named, at the start ${then} of ${start.answered}.`;
  if (start.answered - start.numbers <= mostMissed) {
    if (heard.numbers > 0) return null;
    return { part: "sight", words: words(heard.numbers, start.numbers, "numbers") };
  }
  if (start.colours < start.answered || heard.colours > 1) return null;
  return { part: "sight", words: words(heard.colours, start.colours, "colours") };
}

function compareSteady(start: readonly string[], heard: readonly string[]): CanaryFinding | null {
  const [usual] = start;
  if (usual === undefined || start.length < fewestAtStart || heard.length < fewestAnswers) return null;
  if (start.some((text) => text !== usual) || heard.includes(usual)) return null;
  const kinds = new Set(heard).size;
  const words =
    kinds === 1
      ? `The same question at temperature 0 got another answer than at the start, ${heard.length} times of ${heard.length}.`
      : `The same question at temperature 0 now gets ${kinds} different answers in ${heard.length} times, none of them that of the start.`;
  return { part: "steadiness", words };
}

function compareRatings(start: CanaryHeard["ratings"], heard: CanaryHeard["ratings"]): CanaryFinding | null {
  if (!start || !heard || start.by !== heard.by) return null;
  const pairs = [
    { before: start.sharp, now: heard.sharp },
    { before: start.blurred, now: heard.blurred },
  ];
  if (pairs.some(({ before, now }) => before.length < fewestAtStart || now.length === 0)) return null;
  const tolerance = Math.max(smallestTolerance, spreads * pooledDeviation(pairs.map(({ before }) => before)));
  const moved = Math.max(...pairs.flatMap(({ before, now }) => now.map((d) => Math.abs(d - mean(before)))));
  if (moved <= tolerance) return null;
  const gap = (both: { sharp: number[]; blurred: number[] }) =>
    Math.abs(mean(both.sharp) - mean(both.blurred));
  const words =
    gap(start) > 2 * tolerance && gap(heard) < gap(start) / 4
      ? `A sharp and a blurred picture no longer differ: ${gap(heard).toFixed(2)} nats apart, at the start ${gap(start).toFixed(2)}.`
      : `The log-probability difference of the same picture moved by ${moved.toFixed(2)} nats; ${tolerance.toFixed(2)} are within the spread of the start.`;
  return { part: "ratings", words };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Root of the pooled variance of groups with their own means. */
function pooledDeviation(groups: readonly (readonly number[])[]): number {
  const squares = groups.flatMap((group) => group.map((value) => (value - mean(group)) ** 2));
  return Math.sqrt(squares.reduce((sum, square) => sum + square, 0) / (squares.length - groups.length));
}
