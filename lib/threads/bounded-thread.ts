import { readFileSync } from "node:fs";
import type { Transferable, Worker } from "node:worker_threads";
import { reviveError, type ThreadAnswer } from "#/lib/threads/serve-thread.ts";

const lookEveryMs = 100;
/** Linux counts in hundredths of a second, whatever the kernel's own clock is. */
const msOfTick = 10;

/** A thread was ended because it took more than it may: `processor-time` or `memory`. */
export class ThreadLimitError extends Error {
  readonly limit: "processor-time" | "memory";

  constructor(limit: ThreadLimitError["limit"]) {
    super(
      `The thread was ended: it used more ${limit === "memory" ? "memory" : "processor time"} than it may.`,
    );
    this.name = "ThreadLimitError";
    this.limit = limit;
  }
}

type Job = { resolve: (result: unknown) => void; reject: (error: unknown) => void };

/**
 * A thread whose jobs each have a deadline of processor time, counted by the kernel, so that neither a wait for the
 * processor nor a loop that answers nothing deceives it. After a rejection other than an error that the job itself
 * threw, the thread has ended and a new one must be opened.
 */
export class BoundedThread {
  readonly #worker: Worker;
  readonly #ready: Promise<void>;
  #cpuPath: string | null = null;
  #job: Job | null = null;
  #ended: unknown = null;
  #lastJobMs = 0;

  /**
   * Takes a worker that has just been started on a module which calls `serveThread`. The caller starts it, with
   * `new Worker(new URL("./module.ts", import.meta.url), { resourceLimits })`, since bundlers look for that expression.
   * The limit must hold what JSON.parse makes of the longest text: it cannot be interrupted, and where it goes beyond
   * the limit V8 ends the whole process.
   */
  constructor(worker: Worker) {
    this.#worker = worker;
    const ready = Promise.withResolvers<void>();
    this.#ready = ready.promise;
    this.#ready.catch(() => {});
    worker.on("message", (answer: ThreadAnswer) => {
      if ("path" in answer) {
        this.#cpuPath = answer.path;
        return ready.resolve();
      }
      const job = this.#job;
      this.#job = null;
      if ("error" in answer) job?.reject(reviveError(answer.error));
      else job?.resolve(answer.result);
    });
    const end = (error: unknown) => {
      this.#ended ??= isOutOfMemory(error) ? new ThreadLimitError("memory") : error;
      ready.reject(this.#ended);
      this.#job?.reject(this.#ended);
      this.#job = null;
    };
    worker.once("error", end).once("exit", (code) => end(new Error(`The thread ended with code ${code}.`)));
    // A thread that waits for its next job must not keep the process.
    worker.unref();
  }

  get hasEnded(): boolean {
    return this.#ended !== null;
  }

  /** Returns the milliseconds of processor time that the thread has used since it was started. */
  usedMs(): number {
    return this.#cpuPath === null
      ? this.#worker.performance.eventLoopUtilization().active
      : cpuTicks(this.#cpuPath) * msOfTick;
  }

  /** Milliseconds of processor time that the last job took; its deadline where that ended the thread. */
  get lastJobMs(): number {
    return this.#lastJobMs;
  }

  /**
   * Runs one job; one at a time. Rejects with what the job threw, with ThreadLimitError, or with the signal's reason;
   * the last two end the thread.
   */
  async run<Result>(
    message: unknown,
    { cpuMs, signal, transfer = [] }: { cpuMs: number; signal?: AbortSignal; transfer?: Transferable[] },
  ): Promise<Result> {
    if (this.#ended) throw this.#ended;
    if (this.#job) throw new Error("The thread is at another job.");
    const job = Promise.withResolvers<unknown>();
    this.#job = job;
    this.#worker.ref();
    let look: NodeJS.Timeout | undefined;
    const abort = () => this.#end(signal?.reason);
    let taken = () => 0;
    try {
      await Promise.race([this.#ready, job.promise]);
      signal?.throwIfAborted();
      signal?.addEventListener("abort", abort, { once: true });
      // Starting the thread is not charged to its first job.
      const before = this.usedMs();
      taken = () => this.usedMs() - before;
      look = setInterval(() => {
        if (taken() > cpuMs) this.#end(new ThreadLimitError("processor-time"));
      }, lookEveryMs);
      this.#worker.postMessage(message, transfer);
      return (await job.promise) as Result;
    } finally {
      clearInterval(look);
      this.#lastJobMs = this.#ended ? cpuMs : taken();
      signal?.removeEventListener("abort", abort);
      this.#job = null;
      this.#worker.unref();
    }
  }

  async close(): Promise<void> {
    this.#end(new Error("The thread was closed."));
    await this.#worker.terminate();
  }

  #end(reason: unknown): void {
    this.#ended ??= reason;
    this.#job?.reject(this.#ended);
    void this.#worker.terminate();
  }
}

/** User and system time of one thread, fields 14 and 15 of its `stat`; the name in field 2 may hold anything. */
function cpuTicks(path: string): number {
  try {
    const stat = readFileSync(path, "utf8");
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return Number(fields[11]) + Number(fields[12]);
  } catch {
    return 0;
  }
}

function isOutOfMemory(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ERR_WORKER_OUT_OF_MEMORY";
}
