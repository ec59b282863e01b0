import { Worker } from "node:worker_threads";
import { BoundedThread } from "#/lib/threads/bounded-thread.ts";

/** What a thread may keep in memory: room for reading, and for each item of the dataset. */
const readingMegabytes = 64;
const itemMegabytes = 0.001;
const usualMegabytes = 104;
/** After this much work, or this long without any, its memory is worth more than the time that starting one takes. */
const keptWithinCpuMs = 2000;
const keptMs = 60_000;

type Spare = { thread: BoundedThread; timer: NodeJS.Timeout };
const holder = globalThis as typeof globalThis & { boardScoringSpare?: Spare };

/** Lends a thread for one file; one that had little to do is kept for the next. */
export async function withScoringThread<Result>(
  itemCount: number,
  use: (thread: BoundedThread) => Promise<Result>,
): Promise<Result> {
  const megabytes = Math.ceil(readingMegabytes + itemMegabytes * itemCount);
  const isUsual = megabytes <= usualMegabytes;
  const thread = (isUsual && takeSpare()) || startThread(Math.max(megabytes, usualMegabytes));
  try {
    return await use(thread);
  } finally {
    if (isUsual && !thread.hasEnded && !holder.boardScoringSpare && thread.usedMs() < keptWithinCpuMs)
      keep(thread);
    else await thread.close();
  }
}

function startThread(megabytes: number): BoundedThread {
  const resourceLimits = { maxOldGenerationSizeMb: megabytes, maxYoungGenerationSizeMb: 16 };
  return new BoundedThread(new Worker(new URL("./scoring-thread.ts", import.meta.url), { resourceLimits }));
}

function takeSpare(): BoundedThread | null {
  const spare = holder.boardScoringSpare;
  delete holder.boardScoringSpare;
  clearTimeout(spare?.timer);
  return spare && !spare.thread.hasEnded ? spare.thread : null;
}

function keep(thread: BoundedThread): void {
  const timer = setTimeout(() => {
    delete holder.boardScoringSpare;
    void thread.close();
  }, keptMs);
  holder.boardScoringSpare = { thread, timer: timer.unref() };
}
