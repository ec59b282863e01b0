import { taskTraits } from "#/evaluation/tasks/task-traits.ts";
import type { Actor } from "#/features/access/actor.ts";
import { authorizeAnswerKeys } from "#/features/access/authorize-answer-keys.ts";
import { findSubmission, type SubmissionWithRuns } from "#/features/access/find-submission.ts";
import { mayChange, requireUser, requireView } from "#/features/access/submission-policy.ts";
import { hasJudge } from "#/features/judging/judge-setting.ts";
import { judgedCount, judgesOf, type RunJudge } from "#/features/judging/queries.ts";
import { lastAnswers } from "#/features/results/queries.ts";
import { driftCheckCounts } from "#/features/runs/drift/drift-record.ts";
import { reencodedItems, retriesOf } from "#/features/runs/queries.ts";
import { isActive } from "#/features/runs/run-status.ts";
import { unpublishedFigures } from "#/features/submissions/publication/unpublished-figures.ts";
import { type RunFacts, runView } from "#/features/submissions/run-view.ts";
import { submissionStatus } from "#/features/submissions/submission-status.ts";
import { submissionUrl } from "#/features/submissions/submission-url.ts";
import type {
  ErrorGroup,
  RunView,
  SubmissionSummary,
  SubmissionView,
} from "#/features/submissions/submission-view.ts";
import { displayName } from "#/features/users/display-name.ts";
import { db, pool } from "#/lib/db.ts";
import type { Prisma } from "#/prisma/generated/client.ts";

const previewed = 5;
const listed = 200;
const noPicture = "The dataset has no picture for this item.";

/** Resolves with what this reader may know of a submission; somebody else's private one is not found. */
export async function submissionView(actor: Actor, id: string): Promise<SubmissionView> {
  const submission = requireView(actor, id, await findSubmission(id));
  const facts = await runFacts(submission.runs);
  const reader = { actor, isOwner: mayChange(actor, submission), now: new Date() };
  for (const { dataset } of submission.runs) await authorizeAnswerKeys(actor, dataset, `submission ${id}`);
  const runs = submission.runs.map((run) => runView(reader, run, facts(run.id)));
  const hasErrors = submission.runs.some((run) => facts(run.id).hasErrors && run.status === "finished");
  const { slug, name } = submission.model;
  const { organization = null, url = null } = { ...submission.model, ...saidOf(submission) };
  return {
    id: submission.id,
    url: submissionUrl(submission.id),
    kind: submission.kind,
    status: submissionStatus(runs),
    reason: runs.find((run) => run.reason)?.reason ?? null,
    model: { slug, name, organization, url },
    endpoint: mayChange(actor, submission) ? endpointOf(submission) : null,
    publishedAt: submission.publishedAt?.toISOString() ?? null,
    createdAt: submission.createdAt.toISOString(),
    submittedBy: displayName(submission.owner),
    lockReason: mayChange(actor, submission) ? submission.lockReason : null,
    may: mayNow(actor, submission, runs, {
      hasErrors,
      rejudge: actor?.isAdmin === true && (await hasJudge()),
      verify: actor?.isAdmin === true && (await waitsForVerification(id)),
    }),
    runs,
  };
}

/** What its owner says of the model, which others read of the model once it is published. */
function saidOf({ organization, url }: SubmissionWithRuns): { organization?: string; url?: string } {
  return { ...(organization !== null && { organization }), ...(url !== null && { url }) };
}

function endpointOf(submission: SubmissionWithRuns): SubmissionView["endpoint"] {
  const { protocol, baseUrl, endpointModel, concurrency, sealedApiKey } = submission;
  if (!protocol || !baseUrl || !endpointModel) return null;
  return { protocol, baseUrl, model: endpointModel, concurrency, keyStored: sealedApiKey !== null };
}

function mayNow(
  actor: Actor,
  submission: SubmissionWithRuns,
  runs: RunView[],
  known: { hasErrors: boolean; rejudge: boolean; verify: boolean },
): SubmissionView["may"] {
  const own = mayChange(actor, submission);
  const isPublished = submission.publishedAt !== null;
  const isLocked = submission.lockedAt !== null;
  const failing = known.hasErrors || runs.some(({ status }) => status === "paused" || status === "failed");
  return {
    cancel: own && runs.some((run) => isActive(run.status)),
    retry: own && submission.kind === "endpoint" && failing,
    publish: own && !isLocked && runs.some((run) => isPublishable(run, isPublished)),
    unpublish: own && (isPublished || runs.some((run) => run.unpublished?.approval === "asked")),
    rejudge: known.rejudge && runs.some(isRejudgeable),
    verify: known.verify,
    rename: actor?.isAdmin === true && submission.model.ownerId !== null,
    lock: actor?.isAdmin === true && !isLocked,
    unlock: actor?.isAdmin === true && isLocked,
  };
}

function isPublishable({ status, unpublished }: RunView, isPublished: boolean): boolean {
  if (status !== "finished" || unpublished?.approval === "asked") return false;
  return !isPublished || (unpublished !== undefined && unpublished.told !== "none");
}

async function waitsForVerification(submissionId: string): Promise<boolean> {
  const where = { run: { submissionId }, source: "uploaded", verifiedAt: null } as const;
  return (await db().entry.findFirst({ where, select: { id: true } })) !== null;
}

function isRejudgeable({ task, status }: RunView): boolean {
  return taskTraits[task].needsJudge && status === "finished";
}

async function runFacts(known: SubmissionWithRuns["runs"]): Promise<(runId: number) => RunFacts> {
  const runIds = known.map(({ id }) => id);
  const ended = known.filter(({ status }) => !isActive(status)).map(({ id }) => id);
  const retries = await retriesOf(runIds);
  // Counting reads all results of a run: only where a picture was ever refused.
  const refused = ended.filter((id) => retries.get(id)?.image || retries.get(id)?.context);
  const entries = await db().entry.findMany({
    where: { runId: { in: runIds } },
    include: { scores: true },
  });
  const [converted, driftChecks, counts, unpublished, judges, errors, last] = await Promise.all([
    reencodedItems(refused),
    driftCheckCounts(runIds),
    countsOf(runIds),
    unpublishedFigures(known, entries),
    judgesAtWork(runIds),
    errorGroups(runIds),
    Promise.all(runIds.map((runId) => lastAnswers(runId, previewed))),
  ]);
  return (runId) => ({
    ...(counts.get(runId) ?? { done: 0, missing: 0 }),
    coverage: entries.find((entry) => entry.runId === runId)?.coverage ?? null,
    ...scoresOfRun(
      entries.filter((entry) => entry.runId === runId),
      judges.filter((judge) => judge.runId === runId),
    ),
    errors: errors.filter((group) => group.runId === runId).map(({ cause, count }) => ({ cause, count })),
    hasErrors: errors.some((group) => group.runId === runId && group.hasErrors),
    retries: retries.get(runId) ?? {},
    converted: converted.get(runId) ?? 0,
    canaries: driftChecks.get(runId),
    lastItems: last[runIds.indexOf(runId)] ?? [],
    unpublished: unpublished.get(runId),
  });
}

type EntryWithScores = Prisma.EntryGetPayload<{ include: { scores: true } }>;
type JudgeAtWork = RunJudge & { judged: number };

async function judgesAtWork(runIds: number[]): Promise<JudgeAtWork[]> {
  const judges = await judgesOf(runIds);
  return Promise.all(
    judges.map(async (judge) => ({ ...judge, judged: await judgedCount({ id: judge.judgementId }) })),
  );
}

/** A run's scores are those of its newest judge that has any; what each judge gave stands beside. */
function scoresOfRun(
  entries: EntryWithScores[],
  judges: JudgeAtWork[],
): Pick<RunFacts, "scores" | "judgements"> {
  const judgements = judges.map(({ judgeId, label, model, templateVersion, isOpen, judged }) => ({
    judge: label,
    model,
    templateVersion,
    isOpen,
    judged,
    scores: entries.find((entry) => entry.judgeId === judgeId)?.scores ?? [],
  }));
  const newest = judgements.find(({ scores }) => scores.length > 0);
  return { judgements, scores: newest?.scores ?? entries[0]?.scores ?? [] };
}

async function countsOf(runIds: number[]): Promise<Map<number, { done: number; missing: number }>> {
  const sums = await db().runBatch.groupBy({
    by: ["runId"],
    where: { runId: { in: runIds } },
    _sum: { done: true, missing: true },
  });
  return new Map(
    sums.map(({ runId, _sum }) => [runId, { done: _sum.done ?? 0, missing: _sum.missing ?? 0 }]),
  );
}

// Only batches that miss something are looked into, so that a page costs little while a run goes well.
const groups = `
SELECT b.run_id AS "runId", coalesce(r.error, $2) AS cause,
  count(*)::int AS count, bool_or(r.outcome = 'error') AS "hasErrors"
FROM run_batches b JOIN item_results r ON r.run_id = b.run_id AND r.item BETWEEN b.first_item AND b.last_item
WHERE b.run_id = ANY($1::int[]) AND b.missing > 0 AND r.outcome IN ('error', 'absent')
GROUP BY 1, 2 ORDER BY 3 DESC, 2 LIMIT 50`;

type RunErrors = ErrorGroup & { runId: number; hasErrors: boolean };

async function errorGroups(runIds: number[]): Promise<RunErrors[]> {
  const { rows } = await pool().query<RunErrors>(groups, [runIds, noPicture]);
  return rows;
}

/** Resolves with the reader's own submissions, newest first. */
export async function listSubmissions(actor: Actor): Promise<SubmissionSummary[]> {
  const owner = requireUser(actor);
  const submissions = await db().submission.findMany({
    where: { ownerId: owner.id },
    orderBy: { createdAt: "desc" },
    take: listed,
    include: {
      model: true,
      runs: { include: { dataset: { select: { slug: true } } }, orderBy: { id: "asc" } },
    },
  });
  const counts = await countsOf(submissions.flatMap(({ runs }) => runs.map((run) => run.id)));
  return submissions.map(({ id, model, runs, publishedAt, createdAt }) => ({
    id,
    url: submissionUrl(id),
    status: submissionStatus(runs),
    model: { slug: model.slug, name: model.name },
    datasets: runs.map((run) => run.dataset.slug),
    total: runs.reduce((sum, run) => sum + run.total, 0),
    done: runs.reduce((sum, run) => sum + (counts.get(run.id)?.done ?? 0), 0),
    missing: runs.reduce((sum, run) => sum + (counts.get(run.id)?.missing ?? 0), 0),
    publishedAt: publishedAt?.toISOString() ?? null,
    createdAt: createdAt.toISOString(),
  }));
}
