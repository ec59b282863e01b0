import { spearman } from "#/evaluation/statistics/spearman.ts";
import { rankedCoverage } from "#/evaluation/tasks/ranked-coverage.ts";
import { leaderboardByTask } from "#/features/leaderboards/tasks/leaderboard-by-task.ts";
import { recordLedger } from "#/features/ledger/record-ledger.ts";
import { assessedItems } from "#/features/runs/queries.ts";
import { db, pool } from "#/lib/db.ts";
import { log } from "#/lib/log.ts";
import type { Task } from "#/prisma/generated/client.ts";

/** Of all items of the dataset, how many must have got the same option. */
const sameAnswers = 0.95;
/** What the scores of both must correlate with each other in their order (SRCC). */
const sameOrder = 0.99;
/** Above it the paired test finds no difference in the figure that ranks. */
const level = 0.05;

type Candidate = {
  uploadedId: number;
  uploadedRun: number;
  measuredRun: number;
  datasetId: number;
  items: number;
  task: Task;
  slug: string;
  submission: string;
};

// Both public, both whole, of one owner and one model, tested against each other without a difference.
const candidates = `
SELECT u.id AS "uploadedId", u.run_id AS "uploadedRun", m.run_id AS "measuredRun", u.dataset_id AS "datasetId",
  d.item_count AS items, u.task::text AS task, o.slug, us.id AS submission
FROM entries u JOIN runs ur ON ur.id = u.run_id JOIN submissions us ON us.id = ur.submission_id
JOIN datasets d ON d.id = u.dataset_id JOIN models o ON o.id = u.model_id
JOIN entries m ON m.model_id = u.model_id AND m.dataset_id = u.dataset_id AND m.pipeline = u.pipeline
  AND m.source = 'measured' AND m.published_at IS NOT NULL AND m.coverage >= $2
JOIN runs mr ON mr.id = m.run_id JOIN submissions ms ON ms.id = mr.submission_id AND ms.owner_id = us.owner_id
JOIN comparisons c ON c.first_id = least(u.id, m.id) AND c.second_id = greatest(u.id, m.id) AND c.metric = $3
WHERE u.dataset_slug = $1 AND u.task = $5::task AND u.source = 'uploaded' AND u.verified_at IS NULL AND u.published_at IS NOT NULL
  AND u.coverage >= $2 AND c.p >= $4
ORDER BY u.id, m.id DESC`;

const agreement = `
SELECT count(*)::int AS same FROM item_results a JOIN item_results b ON b.run_id = $2 AND b.item = a.item
WHERE a.run_id = $1 AND a.parsed = b.parsed`;

/**
 * Verifies uploaded answers that a measured run of the same owner's model agrees with, so that they join the rows that were
 * measured. Agreement: the same option on 95 % of all items, or scores whose order correlates by .99; and the paired test
 * on the same items (exact McNemar of accuracy, paired bootstrap of SRCC) finds no difference at 5 %. Resolves with how many entries were verified.
 */
export async function verifyUploadedEntries(datasetSlug: string): Promise<number> {
  let count = 0;
  for (const task of ["perception", "assessment"] as const) {
    const { rows } = await pool().query<Candidate>(candidates, [
      datasetSlug,
      rankedCoverage,
      leaderboardByTask[task].comparedMetric,
      level,
      task,
    ]);
    const verified = new Set<number>();
    for (const candidate of rows) {
      if (verified.has(candidate.uploadedId) || !(await agrees(candidate))) continue;
      verified.add(candidate.uploadedId);
      await verify(candidate, datasetSlug);
      count++;
    }
  }
  return count;
}

async function agrees({ task, uploadedRun, measuredRun, datasetId, items }: Candidate): Promise<boolean> {
  if (task === "perception") {
    const { rows } = await pool().query<{ same: number }>(agreement, [uploadedRun, measuredRun]);
    return (rows[0]?.same ?? 0) >= sameAnswers * items;
  }
  const [uploaded, measured] = await Promise.all(
    [uploadedRun, measuredRun].map((id) => assessedItems({ id, datasetId })),
  );
  const ratingOf = (item: { d: number | null; score: number | null } | undefined) =>
    item?.d ?? item?.score ?? null;
  const pairs = (uploaded ?? []).flatMap((item, index) => {
    const [a, b] = [ratingOf(item), ratingOf(measured?.[index])];
    return a === null || b === null ? [] : [[a, b] as const];
  });
  const order = spearman(
    pairs.map(([a]) => a),
    pairs.map(([, b]) => b),
  );
  return order !== null && order >= sameOrder;
}

async function verify(
  { uploadedId, measuredRun, slug, submission }: Candidate,
  dataset: string,
): Promise<void> {
  await db().$transaction(async (tx) => {
    const { count } = await tx.entry.updateMany({
      where: { id: uploadedId, verifiedAt: null, publishedAt: { not: null } },
      // Not compared yet: it stands among others now.
      data: { verifiedAt: new Date(), verifiedRunId: measuredRun, comparedAt: null },
    });
    if (count > 0)
      await recordLedger(tx, "answers-verified", `${slug} on ${dataset}`, { submission, by: "measured run" });
  });
  log().info({ entry: uploadedId, measuredRun }, "uploaded answers verified by a measured run");
}
