import { Worker } from "node:worker_threads";
import { EndpointError } from "#/evaluation/endpoints/errors/endpoint-error.ts";
import type { Readings } from "#/evaluation/endpoints/replies/read-reply.ts";
import type { ReplyAnswer, ReplyJob } from "#/evaluation/endpoints/replies/reply-thread.ts";
import { FairSlots } from "#/lib/fair-slots.ts";
import { BoundedThread, ThreadLimitError } from "#/lib/threads/bounded-thread.ts";

/**
 * Three times what JSON.parse makes of the worst 2 MiB. V8 ends the whole process, not the thread, where JSON.parse goes
 * beyond the limit: it cannot be interrupted. Code that can be is.
 */
const resourceLimits = { maxOldGenerationSizeMb: 192, maxYoungGenerationSizeMb: 16 };
/** After so long without work the thread gives its memory back. */
const idleMs = 30_000;

type Job = Omit<ReplyJob, "memory" | "length"> & { bytes: Uint8Array };

type Terms = {
  /** Whose turn it is. */
  owner: object;
  /** Told the milliseconds of processor time. */
  spent: (cpuMs: number) => void;
  cpuMs: number;
  /** Ends the wait for a turn. */
  signal: AbortSignal;
};

type Reading = {
  turns: FairSlots;
  thread: BoundedThread | null;
  memory: SharedArrayBuffer;
  idle?: NodeJS.Timeout;
};
/** One thread a process, however often a bundle holds this module. */
const holder = globalThis as typeof globalThis & { boardReplyReading?: Reading };

/**
 * `readReply` in a thread that all endpoints of the process share, one reply of each in turn. Rejects with EndpointError
 * `parse` for a reply that takes more than it may.
 */
export async function readAside<As extends keyof Readings>(
  job: Job & { as: As },
  terms: Terms,
): Promise<Readings[As]> {
  holder.boardReplyReading ??= {
    turns: new FairSlots({ atOnce: 1, ofOne: 1, waiting: Number.POSITIVE_INFINITY }),
    thread: null,
    memory: new SharedArrayBuffer(0),
  };
  const reading = holder.boardReplyReading;
  const answer = await reading.turns.run(terms.owner, () => readNow(reading, job, terms), terms.signal);
  if ("read" in answer) return answer.read as Readings[As];
  const { kind, message, redirectsTo, ...facts } = answer.failure;
  throw new EndpointError(kind, message, redirectsTo === null ? facts : { ...facts, redirectsTo });
}

async function readNow(
  reading: Reading,
  { bytes, ...job }: Job,
  { spent, cpuMs }: Terms,
): Promise<ReplyAnswer> {
  clearTimeout(reading.idle);
  if (!reading.thread || reading.thread.hasEnded) reading.thread = openThread();
  const { thread } = reading;
  const startedAt = performance.now();
  const { length } = bytes;
  if (reading.memory.byteLength < length) reading.memory = new SharedArrayBuffer(length);
  const { memory } = reading;
  try {
    new Uint8Array(memory).set(bytes);
    return await thread.run<ReplyAnswer>({ ...job, memory, length } satisfies ReplyJob, { cpuMs });
  } catch (error) {
    throw error instanceof ThreadLimitError ? tooCostly(error, cpuMs) : error;
  } finally {
    // The kernel counts in steps; what is shorter took no longer than the clock says.
    spent(Math.min(thread.lastJobMs + stepMs, performance.now() - startedAt));
    reading.idle = setTimeout(() => {
      reading.memory = new SharedArrayBuffer(0);
      void thread.close();
    }, idleMs).unref();
  }
}

const stepMs = 10;

function openThread(): BoundedThread {
  return new BoundedThread(new Worker(new URL("./reply-thread.ts", import.meta.url), { resourceLimits }));
}

function tooCostly({ limit }: ThreadLimitError, cpuMs: number): EndpointError {
  return new EndpointError(
    "parse",
    limit === "memory"
      ? "The endpoint's reply takes more memory to read than it may. Let the server send a shorter one."
      : `The endpoint's reply took more than ${cpuMs / 1000} seconds of processor time to read. Let the server send a shorter one.`,
  );
}
