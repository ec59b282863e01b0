import type { Readable } from "node:stream";

const tickMs = 1000;

/** In ticks of a second: how long a process may give no beat, and how long while it is starting. */
export type BeatPatience = {
  running: number;
  starting: number;
  /** So many beats, and it has started: before that, loading its code may hold the loop for long. */
  startingBeats: number;
};

export const beatPatience: BeatPatience = { running: 15, starting: 60, startingBeats: 10 };

/**
 * Calls `onSilent` once when a process gives no beat for as long as `patience` allows. It is counted in ticks of our own
 * loop, so that time in which we were frozen ourselves, or the whole machine was, does not count against the process.
 */
export function watchBeats(
  beats: Readable,
  { running, starting, startingBeats }: BeatPatience,
  onSilent: (seconds: number) => void,
): { stop(): void } {
  let heard = 0;
  let silentTicks = 0;
  const hear = () => {
    heard += 1;
    silentTicks = 0;
  };
  beats.on("data", hear).on("error", () => {});
  const ticking = setInterval(() => {
    silentTicks += 1;
    const most = heard < startingBeats ? starting : running;
    if (silentTicks <= most) return;
    clearInterval(ticking);
    onSilent(most);
  }, tickMs);
  return { stop: () => clearInterval(ticking) };
}
