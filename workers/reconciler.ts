import { compareEntries } from "#/features/leaderboards/significance/compare-waiting-entries.ts";
import { type ReconcilePlan, reconcile } from "#/features/scoring/reconcile.ts";
import { refreshStatistics } from "#/features/scoring/refresh-statistics.ts";
import { settleJudgement } from "#/features/scoring/settle-judgement.ts";
import { settleRun } from "#/features/scoring/settle-run.ts";
import { evaluateSubmission, judgeAnswers } from "#/jobs/contracts.ts";
import { enqueue } from "#/jobs/enqueue.ts";
import { log } from "#/lib/log.ts";
import { drainSubmission } from "#/workers/evaluate/drain-submission.ts";
import { judgeInBackground } from "#/workers/judge/judge-answers.ts";
import type { WorkerState } from "#/workers/worker-state.ts";

const enqueuedPerRound = 4;

/** Rings for what Postgres knows and the queue should, then ends and compares what is ready: that may take long. */
export class Reconciler {
  readonly #state: WorkerState;
  readonly #under = new Map<string, Promise<void>>();
  #timer: NodeJS.Timeout | null = null;

  constructor(state: WorkerState) {
    this.#state = state;
  }

  start(everyMs: number): void {
    this.#timer = setInterval(() => void this.round(), everyMs);
    void this.round();
  }

  stop(): void {
    if (this.#timer) clearInterval(this.#timer);
  }

  /** Resolves when what takes long has ended: soon after the worker was told to stop. */
  async idle(): Promise<void> {
    await Promise.all(this.#under.values());
  }

  /** Rounds may overlap: each enqueues, but does not begin again what an earlier one is still at. */
  async round(): Promise<void> {
    const plan = await tried("reconciling", reconcile);
    if (!plan || this.#isStopping) return;
    await tried("enqueueing", () => enqueueAll(this.#state, plan));
    await this.#unlessUnderWay("settling", () => this.#settle(plan));
    await this.#unlessUnderWay("refreshing", () => refreshStatistics(this.#state.shutdown.signal));
    await this.#unlessUnderWay("comparing", () => compareEntries(undefined, this.#state.shutdown.signal));
  }

  get #isStopping(): boolean {
    return this.#state.shutdown.signal.aborted;
  }

  async #unlessUnderWay(what: string, work: () => Promise<void>): Promise<void> {
    if (this.#under.has(what) || this.#isStopping) return;
    const working = tried(what, work).then(() => void this.#under.delete(what));
    this.#under.set(what, working);
    await working;
  }

  async #settle({ complete, judged }: ReconcilePlan): Promise<void> {
    const steps: (() => Promise<unknown>)[] = [
      ...complete.map((runId) => () => settleRun(runId)),
      ...judged.map((judgementId) => () => settleJudgement(judgementId)),
    ];
    for (const step of steps) if (!this.#isStopping) await tried("settling", step);
  }
}

async function tried<T>(what: string, work: () => Promise<T>): Promise<T | null> {
  try {
    return await work();
  } catch (error) {
    log().warn({ what, error: String(error) }, "reconciler will try again");
    return null;
  }
}

/** Without a queue this process works on it itself. */
async function enqueueAll(state: WorkerState, { waiting, unjudged }: ReconcilePlan): Promise<void> {
  for (const { submissionId, batches } of waiting) {
    if (state.shutdown.signal.aborted) return;
    await enqueue(evaluateSubmission, { submissionId }, Math.min(batches, enqueuedPerRound)).catch(
      (error) => {
        log().warn({ error: String(error) }, "queue away, working without it");
        void drainSubmission(state, submissionId).catch((failure) =>
          log().error({ error: String(failure) }, "job ended"),
        );
      },
    );
  }
  for (const judgementId of unjudged)
    await enqueue(judgeAnswers, { judgementId }).catch(() => judgeInBackground(state, judgementId));
}
