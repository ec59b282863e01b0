import { EndpointError } from "#/evaluation/endpoints/errors/endpoint-error.ts";
import type { JudgeClient } from "#/evaluation/tasks/description/ask-judge.ts";
import type { JudgedAspect } from "#/evaluation/tasks/description/dimensions.ts";
import type { LeasedJudgement } from "#/features/judging/leases/lease-judgement.ts";
import { leaseJudgement, releaseJudgement } from "#/features/judging/leases/lease-judgement.ts";
import { openJudge } from "#/features/judging/open-judge.ts";
import { pauseForJudge } from "#/features/judging/pause-for-judge.ts";
import { type UnratedItem, unratedItems } from "#/features/judging/queries.ts";
import { settleJudgement } from "#/features/scoring/settle-judgement.ts";
import { log } from "#/lib/log.ts";
import { JudgeSession } from "#/workers/judge/judge-session.ts";
import { rateAnswer } from "#/workers/judge/rate-answer.ts";
import type { WorkerState } from "#/workers/worker-state.ts";

const itemsAtOnce = 100;

/** Has what was answered so far rated, while the rest is still being asked; several calls share one job. */
export function judgeAnswers(worker: WorkerState, judgementId: number): Promise<void> {
  const job = worker.judging.get(judgementId);
  if (job) {
    job.again = true;
    return job.done;
  }
  const started = { again: false, done: Promise.resolve() };
  worker.judging.set(judgementId, started);
  started.done = judgeWhileThereIs(worker, judgementId, started);
  return started.done;
}

/** The reconciler picks up what fails here. */
export function judgeInBackground(worker: WorkerState, judgementId: number): void {
  judgeAnswers(worker, judgementId).catch((error) =>
    log().error({ error: String(error), judgementId }, "judging ended"),
  );
}

async function judgeWhileThereIs(
  worker: WorkerState,
  judgementId: number,
  job: { again: boolean },
): Promise<void> {
  try {
    do {
      job.again = false;
      let written = 1;
      while (written > 0 && !worker.shutdown.signal.aborted) {
        const judgement = await leaseJudgement(judgementId, worker.id, worker.options.leaseMs);
        written = judgement ? await judgeLeased(worker, judgement) : 0;
      }
      await settleJudgement(judgementId);
    } while (job.again && !worker.shutdown.signal.aborted);
  } finally {
    // In the turn of the last look at `again`: whoever asks later starts a job of its own.
    worker.judging.delete(judgementId);
  }
}

/** Resolves with how many ratings came of it. */
async function judgeLeased(worker: WorkerState, judgement: LeasedJudgement): Promise<number> {
  const client = await openClient(judgement);
  if (!client) return 0;
  const session = new JudgeSession(worker, judgement, client);
  try {
    const items = await unratedItems(judgement, itemsAtOnce);
    const aspects = Object.keys(judgement.templates) as JudgedAspect[];
    await Promise.all(items.flatMap((item) => aspects.map((aspect) => rateOrGiveUp(session, item, aspect))));
    return session.written;
  } finally {
    session.end();
    await client.close();
    await releaseJudgement(judgement);
  }
}

async function rateOrGiveUp(session: JudgeSession, item: UnratedItem, aspect: JudgedAspect): Promise<void> {
  try {
    await rateAnswer(session, item, aspect);
  } catch (error) {
    if (session.signals.stop.aborted) return;
    log().warn({ error: String(error), judgement: session.judgement.id }, "judging goes on later");
    session.giveUp();
  }
}

async function openClient(judgement: LeasedJudgement): Promise<JudgeClient | null> {
  try {
    return await openJudge(judgement.model);
  } catch (error) {
    log().warn({ error: String(error), judgement: judgement.id }, "judge cannot be called");
    await pauseForJudge(judgement, error instanceof EndpointError ? "judge-refused" : "judge-down");
    await releaseJudgement(judgement);
    return null;
  }
}
