import type { Attack } from "#/test/patterns/attack-texts.ts";
import { mostPerDoubling, perDoubling } from "#/test/patterns/doubling.ts";

export type Growth = { perDoubling: number; attack: Attack; milliseconds: number; characters: number };

/** Characters; small steps first, which an exponential pattern survives. The long ones are for long pumps. */
const screenedSizes = [12, 18, 27, 40, 60, 90, 180, 360, 1000, 2000, 4000, 8000];
const screened = 1000;
const longest = 64_000;
const enoughMs = 60;
/** What takes that long is not moved much by what else the machine does. */
const longMs = 25;
const obviousMs = 5;
const mostSuspects = 12;
const mostDoublings = 5;

type Run = (text: string) => void;
type Suspect = { attack: Attack; repeats: number; ms: number; lateness: number };

/**
 * An attack by which the processor time of a pattern grows more than 2.5-fold per doubling, over up to five
 * doublings, to 64,000 characters or 60 ms; null where none does. Attacks are tried on short texts, and those that
 * take longer than a linear pattern would are doubled.
 */
export function worstGrowth(pattern: RegExp, isRepeated: boolean, attacks: readonly Attack[]): Growth | null {
  const run = runnerOf(pattern, isRepeated);
  for (let time = 0; time < 3; time += 1) run("warm up, aA0");
  const suspects: Suspect[] = [];
  for (const attack of attacks) {
    const suspect = suspectOf(run, attack);
    const growth = suspect && suspect.ms > obviousMs ? growthOf(run, suspect) : null;
    if (growth) return growth;
    if (suspect) suspects.push(suspect);
  }
  for (const suspect of suspects.toSorted((a, b) => b.lateness - a.lateness).slice(0, mostSuspects)) {
    const growth = growthOf(run, suspect);
    if (growth) return growth;
  }
  return null;
}

function runnerOf({ source, flags }: RegExp, isRepeated: boolean): Run {
  const bare = flags.replace(/[gy]/g, "");
  const pattern = new RegExp(source, isRepeated ? `${bare}g` : bare);
  return isRepeated ? (text) => text.replace(pattern, "") : (text) => pattern.exec(text);
}

function textOf({ before, pump, after }: Attack, repeats: number): string {
  return before + pump.repeat(repeats) + after;
}

function timeOf(run: Run, text: string): number {
  const startedAt = performance.now();
  run(text);
  return performance.now() - startedAt;
}

function fastest(run: Run, text: string, times: number): number {
  let least = Number.POSITIVE_INFINITY;
  for (let time = 0; time < times && (time === 0 || least < longMs); time += 1)
    least = Math.min(least, timeOf(run, text));
  return least;
}

/** Above what a linear pattern needs; milliseconds. */
function allowance(characters: number): number {
  return 0.05 + characters * 4e-5;
}

/** Stops at the first size that takes longer than a linear pattern would. */
function suspectOf(run: Run, attack: Attack): Suspect | null {
  const { length } = attack.pump;
  const most = screened * Math.min(8, length);
  for (const size of screenedSizes) {
    if (size > most) return null;
    const repeats = Math.max(1, Math.round(size / length));
    const text = textOf(attack, repeats);
    const allowed = allowance(text.length);
    if (timeOf(run, text) <= allowed) continue;
    const ms = fastest(run, text, 4);
    if (ms > allowed) return { attack, repeats, ms, lateness: ms / allowed / text.length };
  }
  return null;
}

function growthOf(run: Run, { attack, repeats: first }: Suspect): Growth | null {
  const rise = (factor: number) =>
    fastest(run, textOf(attack, Math.ceil(first * factor)), 5) / fastest(run, textOf(attack, first), 5);
  // Doubling what grows exponentially would not come back.
  if (Math.min(rise(1.25), rise(1.25)) > 4) return grown(Number.POSITIVE_INFINITY, attack, first, 0);
  if (rise(4) < 8) return null;
  const work = (repeats: number) => {
    const text = textOf(attack, repeats);
    return () => run(text);
  };
  const sizes = [first];
  let repeats = first;
  let ms = 0;
  while (sizes.length <= mostDoublings && ms < enoughMs && repeats * attack.pump.length * 2 <= longest) {
    repeats *= 2;
    ms = fastest(run, textOf(attack, repeats), 1);
    sizes.push(repeats);
  }
  const growth = perDoubling(work, sizes);
  return growth > mostPerDoubling ? grown(growth, attack, repeats, ms) : null;
}

function grown(perDoubling: number, attack: Attack, repeats: number, milliseconds: number): Growth {
  return { perDoubling, attack, milliseconds, characters: textOf(attack, repeats).length };
}
