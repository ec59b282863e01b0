import type { ScoreRow } from "#/evaluation/statistics/estimate.ts";
import { statisticsVersion } from "#/evaluation/statistics/statistics-version.ts";
import { giveGroups } from "#/features/datasets/give-groups.ts";
import { recordLedger } from "#/features/ledger/record-ledger.ts";
import { archiveEntry } from "#/features/scoring/archive-entry.ts";
import { runnerFor } from "#/features/scoring/tasks/runner-by-task.ts";
import { db } from "#/lib/db.ts";
import { log } from "#/lib/log.ts";
import { withAdvisoryLock } from "#/lib/postgres/with-advisory-lock.ts";
import type { Prisma } from "#/prisma/generated/client.ts";

const timeoutMs = 300_000;
const outdated: Prisma.EntryWhereInput = {
  runId: { not: null },
  OR: [{ statisticsVersion: null }, { statisticsVersion: { not: statisticsVersion } }],
};

/**
 * Looks for groups in sets that were imported before there were any, then computes the bounds of entries again that an earlier
 * edition computed, from the answers that are stored. One process at a time; what is left when `signal` is aborted is
 * found again.
 */
export async function refreshStatistics(signal?: AbortSignal): Promise<void> {
  const [sets, entries] = await Promise.all([
    db().dataset.findMany({ where: { groupRule: null }, select: { id: true } }),
    db().entry.findMany({ where: outdated, select: { runId: true }, distinct: ["runId"] }),
  ]);
  if (sets.length === 0 && entries.length === 0) return;
  await withAdvisoryLock("refresh statistics", async (touch) => {
    for (const { id } of sets) {
      if (signal?.aborted) return;
      await db().$transaction((tx) => giveGroups(tx, id), { timeout: timeoutMs, maxWait: timeoutMs });
      await touch();
    }
    for (const { runId } of entries) {
      if (signal?.aborted) return;
      await refreshRun(runId ?? 0).catch((error) =>
        log().warn({ runId, error: String(error) }, "bounds not computed again yet"),
      );
      await touch();
    }
  });
}

async function refreshRun(runId: number): Promise<void> {
  const run = await db().run.findUnique({ where: { id: runId }, include: { dataset: true } });
  if (!run) return;
  const sheets = (await runnerFor(run.dataset.task)?.score(run)) ?? [];
  await db().$transaction(async (tx) => {
    const held = await tx.$queryRaw<{ id: number }[]>`
      SELECT id FROM entries WHERE run_id = ${runId} ORDER BY id FOR NO KEY UPDATE`;
    const entries = await tx.entry.findMany({
      where: { AND: [{ id: { in: held.map(({ id }) => id) } }, outdated] },
      include: { scores: true, model: true },
    });
    for (const { model, ...entry } of entries) {
      const sheet = sheets.find(({ judge }) => (judge?.label ?? "multiple-choice") === entry.pipeline);
      const data = { statisticsVersion, comparedAt: null };
      await tx.entry.update({ where: { id: entry.id }, data: sheet ? data : { statisticsVersion } });
      if (!sheet) continue;
      await archiveEntry(tx, entry);
      await tx.score.createMany({ data: refreshed(entry.scores, sheet.scores, entry.id) });
      if (entry.publishedAt === null) continue;
      const subject = `${model.slug} on ${entry.datasetSlug}`;
      await recordLedger(tx, "run-rescored", subject, { submission: run.submissionId });
    }
  });
}

/** What only the run itself could tell, such as the share of converted pictures, stays as it was. */
function refreshed(
  before: readonly Prisma.ScoreCreateManyInput[],
  now: readonly ScoreRow[],
  entryId: number,
): Prisma.ScoreCreateManyInput[] {
  const known = new Set(now.map(({ metric, slice }) => JSON.stringify([metric, slice])));
  const kept = before.filter(({ metric, slice }) => !known.has(JSON.stringify([metric, slice])));
  return [...now.map((score) => ({ ...score, entryId })), ...kept];
}
