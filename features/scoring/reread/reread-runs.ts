import { isReadByAnother, parserVersions } from "#/evaluation/tasks/parser-versions.ts";
import { taskTraits } from "#/evaluation/tasks/task-traits.ts";
import type { Actor } from "#/features/access/actor.ts";
import { requireAdmin } from "#/features/access/admin-policy.ts";
import { recordAudit } from "#/features/access/record-audit.ts";
import { notifyProgress } from "#/features/runs/notify-progress.ts";
import { optionSeed } from "#/features/runs/option-seed.ts";
import { readChoiceAgain, readRatingAgain } from "#/features/scoring/reread/read-again.ts";
import { type Reread, rereadAnswers, rereadRatings } from "#/features/scoring/reread/reread-answers.ts";
import { runnerFor } from "#/features/scoring/tasks/runner-by-task.ts";
import { type RunInContext, writeEntry } from "#/features/scoring/write-entry.ts";
import { db } from "#/lib/db.ts";
import { AppError } from "#/lib/errors.ts";
import type { Task } from "#/prisma/generated/client.ts";

/** `changed`: answers that are read differently now. */
export type RereadRun = Reread & { run: number; submission: string; model: string; from: string; to: string };

type Options = {
  /** The version to read by; only today's can be had. */
  parser?: string | undefined;
  /** Told of every run how far its reading has come. */
  watch?: (run: { run: number; model: string; read: number }) => void;
};

const withContext = { submission: { include: { model: true } }, dataset: true } as const;

/**
 * Reads the stored answers of a dataset's finished runs again where another parser version read them, and scores
 * them again; earlier scores stay as a past. A run whose reading was interrupted is read again by the next call. Refused
 * on hidden sets, whose answers nobody may try readings on.
 */
export async function rereadRuns(actor: Actor, slug: string, options: Options = {}): Promise<RereadRun[]> {
  const admin = requireAdmin(actor);
  const datasets = await db().dataset.findMany({ where: { slug } });
  const [dataset] = datasets;
  if (!dataset) throw new AppError("not-found", { key: "reread.noDataset", params: { dataset: slug } });
  if (datasets.some(({ answers }) => answers === "hidden"))
    throw new AppError("forbidden", { key: "reread.hidden", params: { dataset: slug } });
  const version = versionToReadBy(dataset.task, options.parser);
  const runs = await db().run.findMany({
    where: { dataset: { slug }, status: "finished" },
    include: withContext,
    orderBy: { id: "asc" },
  });
  const reread: RereadRun[] = [];
  for (const run of runs.filter(isReadHere)) {
    const model = run.submission.model.slug;
    const watch = (read: number) => options.watch?.({ run: run.id, model, read });
    const counts = await rereadRun(run, watch);
    await scoreAgain(run, version);
    reread.push({
      run: run.id,
      submission: run.submissionId,
      model,
      from: run.parserVersion,
      to: version,
      ...counts,
    });
  }
  if (reread.length > 0)
    await db().$transaction((tx) =>
      recordAudit(tx, admin, "runs-reread", slug, { parser: version, runs: reread.length }),
    );
  return reread;
}

function versionToReadBy(task: Task, asked: string | undefined): string {
  const current = parserVersions[task];
  if (asked === undefined || asked === current) return current;
  throw new AppError("bad-input", { key: "reread.noParser", params: { asked, current } });
}

/** Ratings handed in by a file were read elsewhere. */
function isReadHere({ dataset, submission, rung, parserVersion }: RunInContext): boolean {
  const isOfFile = taskTraits[dataset.task].isRating && submission.kind !== "endpoint";
  return !isOfFile && isReadByAnother(dataset.task, parserVersion, rung);
}

function rereadRun(run: RunInContext, watch: (read: number) => void): Promise<Reread> {
  const { needsJudge, isRating } = taskTraits[run.dataset.task];
  if (needsJudge) return rereadRatings(run.id, watch);
  if (!isRating) {
    const seed = optionSeed(run);
    return rereadAnswers(run.id, (stored) => readChoiceAgain(stored, seed), watch);
  }
  return rereadAnswers(run.id, readRatingAgain, watch);
}

/** Nothing to do where the run was asked again meanwhile: it is read by today's parser then. */
async function scoreAgain(run: RunInContext, version: string): Promise<void> {
  const runner = runnerFor(run.dataset.task);
  const sheets = run.dataset.hasAnswers && runner ? await runner.score(run) : [];
  await db().$transaction(async (tx) => {
    const [submission] = await tx.$queryRaw<{ publishedAt: Date | null }[]>`
      SELECT published_at AS "publishedAt" FROM submissions WHERE id = ${run.submissionId}::uuid FOR NO KEY UPDATE`;
    const { count } = await tx.run.updateMany({
      where: { id: run.id, status: "finished", parserVersion: run.parserVersion },
      data: { parserVersion: version },
    });
    if (!submission || count === 0) return;
    const entries = await tx.entry.findMany({ where: { runId: run.id } });
    for (const sheet of sheets) {
      const pipeline = sheet.judge?.label ?? "multiple-choice";
      const entry = entries.find((one) => one.pipeline === pipeline);
      if (!entry || sheet.scores.length === 0) continue;
      const covered = runner?.covered?.(sheet.scores);
      const coverage = covered === undefined ? entry.coverage : covered / run.total;
      await writeEntry(tx, { ...run, parserVersion: version }, sheet, coverage, entry.publishedAt, {
        verb: "run-reread",
        detail: { parser: version },
      });
    }
  });
  await notifyProgress(run.submissionId);
}
