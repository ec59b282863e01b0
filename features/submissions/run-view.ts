import type { RetryCounts } from "#/evaluation/endpoints/decorators/retry-tally.ts";
import type { Actor } from "#/features/access/actor.ts";
import { canSeeAnswerKeys } from "#/features/access/answer-key-policy.ts";
import type { SubmissionWithRuns } from "#/features/access/find-submission.ts";
import type { ItemRecord } from "#/features/results/item-record.ts";
import { previewItem } from "#/features/results/preview-item.ts";
import { visibleScores } from "#/features/results/visible-scores.ts";
import { visiblePlan } from "#/features/runs/assessment-plan.ts";
import type { DriftCheckCounts } from "#/features/runs/drift/drift-record.ts";
import { reasonOf } from "#/features/runs/pauses/reason-of.ts";
import { isActive } from "#/features/runs/run-status.ts";
import type { Unpublished } from "#/features/submissions/publication/unpublished-figures.ts";
import { matchingOf } from "#/features/submissions/row-matching.ts";
import type { ErrorGroup, JudgementView, RunView } from "#/features/submissions/submission-view.ts";
import type { Score } from "#/prisma/generated/client.ts";

export type RunFacts = {
  done: number;
  missing: number;
  /** Of the run's entry; null where it has none. */
  coverage: number | null;
  scores: Score[];
  judgements: (Omit<JudgementView, "scores"> & { scores: Score[] })[];
  errors: ErrorGroup[];
  /** Items that Retry asks again; one without a picture is not among them. */
  hasErrors: boolean;
  retries: RetryCounts;
  converted: number;
  /** Undefined where none was asked. */
  canaries: DriftCheckCounts | undefined;
  lastItems: ItemRecord[];
  /** Undefined where the figures may be shown. */
  unpublished: Unpublished | undefined;
};

type Run = SubmissionWithRuns["runs"][number];

type Reader = { actor: Actor; isOwner: boolean; now: Date };

/** `isOwner`: the reader may change the submission. */
export function runView({ actor, isOwner, now }: Reader, run: Run, facts: RunFacts): RunView {
  const canSee = canSeeAnswerKeys(actor, run.dataset);
  const unpublished = canSee ? undefined : facts.unpublished;
  const showsAnswers = isOwner || run.dataset.answers === "public";
  const { done, missing } = facts;
  const ratePerSecond = run.status === "running" ? rate(run, done + missing, now) : null;
  return {
    dataset: run.dataset.slug,
    task: run.dataset.task,
    answers: run.dataset.answers,
    status: run.status,
    ...matchingOf(run.settings, run.dataset),
    ...(run.rung && { rung: run.rung, ...scoringModeFacts(run) }),
    ...(facts.judgements.length > 0 && {
      judgements: facts.judgements.map((judgement) => ({
        ...judgement,
        scores: unpublished ? {} : visibleScores(judgement.scores, canSee),
      })),
    }),
    total: run.total,
    done,
    missing,
    coverage: isActive(run.status) || run.total === 0 ? null : (facts.coverage ?? done / run.total),
    scores: unpublished ? (isOwner ? unpublished.scores : {}) : visibleScores(facts.scores, canSee),
    ...(facts.unpublished && isOwner && { unpublished: facts.unpublished.figures }),
    ...reasonOf(run),
    resumeAt: run.resumeAt?.toISOString() ?? null,
    ratePerSecond,
    secondsLeft: ratePerSecond ? Math.ceil((run.total - done - missing) / ratePerSecond) : null,
    errors: facts.errors,
    retries: facts.retries,
    converted: facts.converted,
    ...(facts.canaries && { canaries: facts.canaries }),
    lastItems: (showsAnswers ? facts.lastItems : []).map((record) => previewItem(record, canSee)),
    protocolVersion: run.protocolVersion,
    promptVersion: run.promptVersion,
    parserVersion: run.parserVersion,
    startedAt: run.startedAt?.toISOString() ?? null,
    finishedAt: run.finishedAt?.toISOString() ?? null,
  };
}

function scoringModeFacts({ settings }: Run): Pick<RunView, "rungReason" | "words" | "topK"> {
  const plan = visiblePlan(settings);
  return plan ? { rungReason: plan.reason, words: plan.words, topK: plan.topK } : {};
}

/** Returns items a second since the run began, or since it was last resumed. */
function rate(run: Run, settled: number, now: Date): number | null {
  const stretch = stretchOf(run);
  const seconds = (now.getTime() - stretch.at) / 1000;
  const items = settled - stretch.done;
  return seconds > 0 && items > 0 ? items / seconds : null;
}

function stretchOf({ settings, startedAt, createdAt }: Run): { at: number; done: number } {
  const { stretchAt, stretchDone } = (settings ?? {}) as { stretchAt?: string; stretchDone?: number };
  if (stretchAt) return { at: Date.parse(stretchAt), done: stretchDone ?? 0 };
  return { at: (startedAt ?? createdAt).getTime(), done: 0 };
}
