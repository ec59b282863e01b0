import { EndpointError } from "#/evaluation/endpoints/errors/endpoint-error.ts";
import type { JudgeDoor } from "#/evaluation/tasks/description/ask-judge.ts";
import type { JudgedAspect } from "#/evaluation/tasks/description/dimensions.ts";
import { openJudge } from "#/features/judging/open-judge.ts";
import type { LeasedJudgement } from "#/features/judging/leases/lease-judgement.ts";
import { leaseJudgement, releaseJudgement } from "#/features/judging/leases/lease-judgement.ts";
import { pauseForJudge } from "#/features/judging/pause-for-judge.ts";
import { type UnjudgedItem, unjudgedItems } from "#/features/judging/queries.ts";
import { settleJudgement } from "#/features/scoring/settle-judgement.ts";
import { log } from "#/lib/log.ts";
import { JudgePass } from "#/workers/judge/judge-session.ts";
import { rateAnswer } from "#/workers/judge/rate-answer.ts";
import type { WorkerState } from "#/workers/worker-state.ts";

const itemsAtOnce = 100;

/** Has what was answered so far rated, while the rest is still being asked; several calls share one lane. */
export function judgeAnswers(worker: WorkerState, judgementId: number): Promise<void> {
  const lane = worker.judging.get(judgementId);
  if (lane) {
    lane.again = true;
    return lane.done;
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
  lane: { again: boolean },
): Promise<void> {
  try {
    do {
      lane.again = false;
      let written = 1;
      while (written > 0 && !worker.stopping.signal.aborted) {
        const judgement = await leaseJudgement(judgementId, worker.id, worker.options.leaseMs);
        written = judgement ? await judgeLeased(worker, judgement) : 0;
      }
      await settleJudgement(judgementId);
    } while (lane.again && !worker.stopping.signal.aborted);
  } finally {
    // In the turn of the last look at `again`: whoever asks later starts a lane of its own.
    worker.judging.delete(judgementId);
  }
}

/** How many ratings came of it. */
async function judgeLeased(worker: WorkerState, judgement: LeasedJudgement): Promise<number> {
  const door = await openDoor(judgement);
  if (!door) return 0;
  const pass = new JudgePass(worker, judgement, door);
  try {
    const items = await unjudgedItems(judgement, itemsAtOnce);
    const aspects = Object.keys(judgement.templates) as JudgedAspect[];
    await Promise.all(items.flatMap((item) => aspects.map((aspect) => rateOrGiveUp(pass, item, aspect))));
    return pass.written;
  } finally {
    pass.end();
    await door.close();
    await releaseJudgement(judgement);
  }
}

async function rateOrGiveUp(pass: JudgePass, item: UnjudgedItem, aspect: JudgedAspect): Promise<void> {
  try {
    await rateAnswer(pass, item, aspect);
  } catch (error) {
    if (pass.stop.aborted) return;
    log().warn({ error: String(error), judgement: pass.judgement.id }, "judging goes on later");
    pass.giveUp();
  }
}

async function openDoor(judgement: LeasedJudgement): Promise<JudgeDoor | null> {
  try {
    return await openJudge(judgement.model);
  } catch (error) {
    log().warn({ error: String(error), judgement: judgement.id }, "judge cannot be called");
    await pauseForJudge(judgement, error instanceof EndpointError ? "judge-refused" : "judge-down");
    await releaseJudgement(judgement);
    return null;
  }
}
