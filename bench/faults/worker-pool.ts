import type { ChildProcess } from "node:child_process";
import { readFileSync } from "node:fs";
import { endWorkerProcess, startWorkerProcess } from "#/test/worker-process.ts";

const sampleEveryMs = 250;

/** The worker processes of one execution, and what they were seen to need. */
export class WorkerPool {
  readonly #redisUrl: string;
  readonly #settings: Record<string, string>;
  readonly #members: ChildProcess[] = [];
  readonly #sampling: NodeJS.Timeout;
  readonly #onExit = () => {
    for (const worker of this.#members) worker.kill("SIGKILL");
  };
  peakMb = 0;
  slowestStopMs = 0;
  /** Workers that did not end with code 0 when asked to stop. */
  badStops = 0;
  kills = 0;

  constructor(redisUrl: string, settings: Record<string, string>) {
    this.#redisUrl = redisUrl;
    this.#settings = settings;
    process.once("exit", this.#onExit);
    this.#sampling = setInterval(() => this.#sampleAll(), sampleEveryMs);
  }

  start(count = 1): void {
    for (let started = 0; started < count; started++)
      this.#members.push(startWorkerProcess(this.#redisUrl, this.#settings));
  }

  get pids(): number[] {
    return this.#members.flatMap(({ pid }) => pid ?? []);
  }

  get size(): number {
    return this.#members.length;
  }

  /** The longest-serving one. */
  async killOldest(): Promise<void> {
    const victim = this.#members.shift();
    if (victim) await this.#kill(victim);
  }

  async killAll(): Promise<void> {
    await Promise.all(this.#members.splice(0).map((worker) => this.#kill(worker)));
  }

  signalOldest(signal: "SIGSTOP" | "SIGCONT"): void {
    this.#members[0]?.kill(signal);
  }

  /** Asks the longest-serving one to stop and waits until it has. */
  async stopOldest(): Promise<void> {
    const worker = this.#members.shift();
    if (!worker) return;
    this.#sample(worker);
    const askedAt = performance.now();
    const code = await endWorkerProcess(worker, "SIGTERM");
    this.slowestStopMs = Math.max(this.slowestStopMs, performance.now() - askedAt);
    // None: it was asked before it had begun, so there was nothing to give back.
    if (code !== 0 && code !== null) this.badStops += 1;
  }

  async stopAll(): Promise<void> {
    await Promise.all(this.#members.map(() => this.stopOldest()));
    clearInterval(this.#sampling);
    process.off("exit", this.#onExit);
  }

  async #kill(worker: ChildProcess): Promise<void> {
    this.#sample(worker);
    this.kills += 1;
    await endWorkerProcess(worker, "SIGKILL");
  }

  #sampleAll(): void {
    for (const worker of this.#members) this.#sample(worker);
  }

  #sample({ pid }: ChildProcess): void {
    try {
      const status = readFileSync(`/proc/${pid}/status`, "utf8");
      const peakKb = Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0);
      this.peakMb = Math.max(this.peakMb, peakKb / 1024);
    } catch {
      // It has just ended.
    }
  }
}
