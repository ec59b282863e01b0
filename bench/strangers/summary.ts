export type Probe = "health" | "page" | "api";
/** Times in milliseconds since 1970, the same in all processes. */
export type RequestSample = { probe: Probe; from: number; to: number | null; status: number };
/** How many calls the other user's endpoint has answered, and how long it took to say so, in milliseconds. */
export type ProgressSample = { at: number; done: number; waitedMs: number };
export type MemorySample = { at: number; web: number; worker: number };

export type Summary = {
  /** The longest that one had to wait, in seconds. */
  longest: Record<Probe, number>;
  /** Answers other than 200, such as "api 429". */
  refused: Record<string, number>;
  itemsPerSecond: number;
  /** The longest wait, in seconds, for a program that is not the board: what the machine itself made one wait. */
  machine: number;
  /** Peaks in MB. */
  webMb: number;
  workerMb: number;
};

type Samples = { requests: RequestSample[]; progress: ProgressSample[]; memory: MemorySample[] };

/** What others saw between two times; a request belongs to every time that it waited through. */
export function summary(from: number, to: number, { requests, progress, memory }: Samples): Summary {
  const meanwhile = requests.filter((one) => one.from < to && (one.to ?? to) > from);
  const longest = { health: 0, page: 0, api: 0 };
  const refused: Record<string, number> = {};
  for (const one of meanwhile) {
    longest[one.probe] = Math.max(longest[one.probe], ((one.to ?? to) - one.from) / 1000);
    const key = `${one.probe} ${one.status}`;
    if (one.status !== 200) refused[key] = (refused[key] ?? 0) + 1;
  }
  const taken = memory.filter(({ at }) => at >= from && at <= to);
  const items = doneAt(to, progress) - doneAt(from, progress);
  const polls = progress.filter(({ at, waitedMs }) => at >= from && at - waitedMs <= to);
  return {
    longest,
    refused,
    itemsPerSecond: items / ((to - from) / 1000),
    machine: Math.max(0, ...polls.map(({ waitedMs }) => waitedMs)) / 1000,
    webMb: Math.max(0, ...taken.map(({ web }) => web)),
    workerMb: Math.max(0, ...taken.map(({ worker }) => worker)),
  };
}

/** Between two counts, as if it had gone on evenly. */
function doneAt(time: number, counted: ProgressSample[]): number {
  const before = counted.findLast(({ at }) => at <= time) ?? counted[0];
  const after = counted.find(({ at }) => at > time) ?? before;
  if (!before || !after) return 0;
  if (after.at === before.at) return before.done;
  return before.done + ((after.done - before.done) * (time - before.at)) / (after.at - before.at);
}
