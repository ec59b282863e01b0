import type { Tx } from "#/lib/db.ts";

/**
 * Resolves with the datasets on which a retry would replace scores that were shown: those of ended runs with an entry that lack
 * items, of which the suspects' were just forgotten. Asked while the submission's runs are locked.
 */
export function isScoredAgain(
  tx: Tx,
  submissionId: string,
  suspects: ReadonlySet<number>,
): Promise<{ slug: string; answers: "public" | "hidden" }[]> {
  return tx.$queryRaw`
    SELECT d.slug, d.answers::text AS answers FROM runs r JOIN datasets d ON d.id = r.dataset_id
    WHERE r.submission_id = ${submissionId}::uuid AND EXISTS (SELECT FROM entries e WHERE e.run_id = r.id)
      AND (r.status = 'failed' OR r.status = 'finished' AND (r.id = ANY(${[...suspects]}::int[])
        OR EXISTS (SELECT FROM item_results i WHERE i.run_id = r.id AND i.outcome = 'error')))`;
}
