import type { RetriesExhausted } from "#/evaluation/endpoints/decorators/retry.ts";
import type { JudgeDoor } from "#/evaluation/tasks/description/ask-judge.ts";
import { forgetJudgeTrouble } from "#/features/judging/clear-judge-pause.ts";
import { type LeasedJudgement, renewJudgement } from "#/features/judging/leases/lease-judgement.ts";
import { pauseForJudge } from "#/features/judging/pause-for-judge.ts";
import { recordVotes, type Vote } from "#/features/judging/record-ratings.ts";
import { notifyProgress } from "#/features/runs/notify-progress.ts";
import type { JudgeTrouble } from "#/features/runs/pauses/pause-rule.ts";
import { isActive } from "#/features/runs/run-status.ts";
import { log } from "#/lib/log.ts";
import type { WorkerState } from "#/workers/worker-state.ts";

const unusableBeforePause = 10;
const announceEveryMs = 500;

/** One worker's turn at a judgement: its lease, its record with the judge, and when to stop. */
export class JudgePass {
  readonly worker: WorkerState;
  readonly judgement: LeasedJudgement;
  readonly door: JudgeDoor;
  /** Calls that are being made for a prompt; the next one with the same prompt waits and takes their ratings. */
  readonly asking = new Map<string, Promise<void>>();
  written = 0;
  readonly #lost = new AbortController();
  readonly #stopped = new AbortController();
  #freshUntil: number;
  #timer: NodeJS.Timeout;
  #renewing: Promise<void> | null = null;
  #unusableInRow = 0;
  #answered = false;
  #announcing: NodeJS.Timeout | null = null;

  constructor(worker: WorkerState, judgement: LeasedJudgement, door: JudgeDoor) {
    this.worker = worker;
    this.judgement = judgement;
    this.door = door;
    this.#freshUntil = performance.now() + worker.options.leaseMs * 0.9;
    this.#timer = setInterval(() => void this.#renew().catch(() => {}), worker.options.leaseMs / 3);
  }

  /** Ends calls in flight. */
  get cut(): AbortSignal {
    return AbortSignal.any([this.#lost.signal, this.worker.aborting.signal]);
  }

  /** Begins no more calls. */
  get stop(): AbortSignal {
    return AbortSignal.any([this.cut, this.#stopped.signal, this.worker.stopping.signal]);
  }

  /** A slot for a call that is certainly still ours to make. */
  async acquireSlot(): Promise<() => void> {
    const { stop } = this;
    const giveBack = await this.worker.judgeSlots.acquire(1, stop);
    try {
      if (performance.now() >= this.#freshUntil) await this.#renew();
      stop.throwIfAborted();
      return giveBack;
    } catch (error) {
      giveBack();
      throw error;
    }
  }

  async record(votes: readonly Vote[]): Promise<void> {
    if (!(await recordVotes(this.judgement, votes))) return this.#lost.abort();
    this.written += votes.length;
    this.#announcing ??= setTimeout(() => {
      this.#announcing = null;
      notifyProgress(this.judgement.submissionId).catch(() => {});
    }, announceEveryMs);
  }

  answered(): void {
    this.#unusableInRow = 0;
    if (this.#answered) return;
    this.#answered = true;
    if (this.judgement.troubled) forgetJudgeTrouble(this.judgement.runId).catch(() => {});
  }

  /** What a failed call says about the judge. True: only about this one prompt, so its round is invalid. */
  async failed({ error }: RetriesExhausted): Promise<boolean> {
    const trouble = this.#troubleOf(error);
    if (trouble === null) return true;
    if (!this.#stopped.signal.aborted) {
      this.#stopped.abort();
      log().warn(
        { judgement: this.judgement.id, kind: error.kind, error: error.message },
        "judge in trouble",
      );
      await pauseForJudge(this.judgement, trouble);
    }
    return false;
  }

  #troubleOf({ kind, retryable, stopsRun }: RetriesExhausted["error"]): JudgeTrouble | null {
    if (stopsRun) return "judge-refused";
    if (retryable) return "judge-down";
    if (kind === "filter") return null;
    this.#unusableInRow += 1;
    return !this.#answered && this.#unusableInRow >= unusableBeforePause ? "judge-unusable" : null;
  }

  /** Something else went wrong, such as the database: no call is begun whose ratings could not be kept. */
  giveUp(): void {
    this.#stopped.abort();
  }

  end(): void {
    clearInterval(this.#timer);
    if (this.#announcing) clearTimeout(this.#announcing);
  }

  #renew(): Promise<void> {
    this.#renewing ??= this.#renewOnce().finally(() => {
      this.#renewing = null;
    });
    return this.#renewing;
  }

  async #renewOnce(): Promise<void> {
    const { leaseMs } = this.worker.options;
    const startedAt = performance.now();
    const status = await renewJudgement(this.judgement, leaseMs);
    if (status === null || (!isActive(status) && status !== "finished")) this.#lost.abort();
    else if (status === "paused") this.#stopped.abort();
    this.#freshUntil = startedAt + leaseMs * 0.9;
  }
}
