import type { RetriesExhausted } from "#/evaluation/endpoints/decorators/retry.ts";
import type { JudgeClient } from "#/evaluation/tasks/description/ask-judge.ts";
import { clearJudgePause } from "#/features/judging/clear-judge-pause.ts";
import { type LeasedJudgement, renewJudgement } from "#/features/judging/leases/lease-judgement.ts";
import { pauseForJudge } from "#/features/judging/pause-for-judge.ts";
import { type JudgeRating, recordRatings } from "#/features/judging/record-ratings.ts";
import { notifyProgress } from "#/features/runs/notify-progress.ts";
import type { JudgeOutage } from "#/features/runs/pauses/pause-rule.ts";
import { isActive } from "#/features/runs/run-status.ts";
import { log } from "#/lib/log.ts";
import { type CallSignals, callSignals } from "#/workers/session/call-signals.ts";
import { heedStatus, LeaseKeeper } from "#/workers/session/lease-keeper.ts";
import type { WorkerState } from "#/workers/worker-state.ts";

const unusableBeforePause = 10;
const announceEveryMs = 500;

/** One worker's turn at a judgement: its lease, its record with the judge, and when to stop. */
export class JudgeSession {
  readonly worker: WorkerState;
  readonly judgement: LeasedJudgement;
  readonly client: JudgeClient;
  /** Calls that are being made for a prompt; the next one with the same prompt waits and takes their ratings. */
  readonly asking = new Map<string, Promise<void>>();
  written = 0;
  /** When to end calls in flight, and when to begin no more. */
  readonly signals: CallSignals;
  readonly #leaseLost = new AbortController();
  readonly #paused = new AbortController();
  readonly #keeper: LeaseKeeper;
  #unusableInRow = 0;
  #answered = false;
  #announcing: NodeJS.Timeout | null = null;

  constructor(worker: WorkerState, judgement: LeasedJudgement, client: JudgeClient) {
    this.worker = worker;
    this.judgement = judgement;
    this.client = client;
    const { leaseMs } = worker.options;
    const causes = { leaseLost: this.#leaseLost, paused: this.#paused };
    this.signals = callSignals(worker, causes);
    this.#keeper = new LeaseKeeper({
      name: "judgement",
      leaseMs,
      renew: async () =>
        heedStatus(
          await renewJudgement(judgement, leaseMs),
          causes,
          (status) => isActive(status) || status === "finished",
        ),
    });
    this.#keeper.start({ isLeased: true });
  }

  /** Resolves with a slot for a call that is certainly still ours to make. */
  async acquireSlot(): Promise<() => void> {
    const { stop } = this.signals;
    const release = await this.worker.judgeSlots.acquire(1, stop);
    try {
      await this.#keeper.ensureLeaseValid(stop);
      stop.throwIfAborted();
      return release;
    } catch (error) {
      release();
      throw error;
    }
  }

  async record(ratings: readonly JudgeRating[]): Promise<void> {
    if (!(await recordRatings(this.judgement, ratings))) return this.#leaseLost.abort();
    this.written += ratings.length;
    this.#announcing ??= setTimeout(() => {
      this.#announcing = null;
      notifyProgress(this.judgement.submissionId).catch(() => {});
    }, announceEveryMs);
  }

  answered(): void {
    this.#unusableInRow = 0;
    if (this.#answered) return;
    this.#answered = true;
    if (this.judgement.troubled) clearJudgePause(this.judgement.runId).catch(() => {});
  }

  /** Resolves with `true` if a failed call says something about its prompt alone, so that its round is invalid. */
  async failed({ error }: RetriesExhausted): Promise<boolean> {
    const trouble = this.#outageOf(error);
    if (trouble === null) return true;
    if (!this.#paused.signal.aborted) {
      this.#paused.abort();
      log().warn(
        { judgement: this.judgement.id, kind: error.kind, error: error.message },
        "judge in trouble",
      );
      await pauseForJudge(this.judgement, trouble);
    }
    return false;
  }

  #outageOf({ kind, retryable, stopsRun }: RetriesExhausted["error"]): JudgeOutage | null {
    if (stopsRun) return "judge-refused";
    if (retryable) return "judge-down";
    if (kind === "filter") return null;
    this.#unusableInRow += 1;
    return !this.#answered && this.#unusableInRow >= unusableBeforePause ? "judge-unusable" : null;
  }

  /** Something else went wrong, such as the database: no call is begun whose ratings could not be kept. */
  giveUp(): void {
    this.#paused.abort();
  }

  end(): void {
    this.#keeper.stop();
    if (this.#announcing) clearTimeout(this.#announcing);
  }
}
