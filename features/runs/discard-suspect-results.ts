import type { Tx } from "#/lib/db.ts";

type Suspect = { run_id: number; number: number; first_item: number; last_item: number };

/**
 * Before a submission goes on whose endpoint had changed: forgets the answers of every batch that was written to since
 * its last good drift check was begun, with their ratings, and has the drift check asked again first. Resolves with their runs.
 */
export async function discardSuspectResults(tx: Tx, submissionId: string): Promise<Set<number>> {
  await tx.$queryRaw`SELECT FROM runs WHERE submission_id = ${submissionId}::uuid ORDER BY id FOR UPDATE`;
  const changed = await tx.$queryRaw<{ run_id: number; number: number; due_items: number }[]>`
    UPDATE run_canaries c SET state = 'rechecked' FROM runs r
    WHERE r.id = c.run_id AND r.submission_id = ${submissionId}::uuid AND c.state = 'changed'
    RETURNING c.run_id, c.number, c.due_items`;
  if (changed.length === 0) return new Set();
  for (const driftCheck of changed) await planAgain(tx, driftCheck);
  const suspects = await tx.$queryRaw<Suspect[]>`
    SELECT b.run_id, b.number, b.first_item, b.last_item FROM run_batches b JOIN runs r ON r.id = b.run_id
    WHERE r.submission_id = ${submissionId}::uuid AND r.status <> 'cancelled' AND b.done + b.missing > 0
      AND b.written_at >= coalesce((SELECT max(c.asked_at) FROM run_canaries c JOIN runs o ON o.id = c.run_id
        WHERE o.submission_id = ${submissionId}::uuid AND c.state = 'good'), '-infinity')
    ORDER BY b.run_id, b.number FOR UPDATE OF b`;
  await resetBatches(tx, suspects);
  return new Set(suspects.map((batch) => batch.run_id));
}

/** Once at once, and once more where it was due. */
async function planAgain(
  tx: Tx,
  { run_id, due_items }: { run_id: number; due_items: number },
): Promise<void> {
  const dues = due_items > 0 ? [0, due_items] : [0];
  await tx.$executeRaw`
    INSERT INTO run_canaries (run_id, number, due_items)
    SELECT ${run_id}, last + place, due
    FROM (SELECT max(number) AS last FROM run_canaries WHERE run_id = ${run_id}) numbers,
      unnest(${dues}::int[]) WITH ORDINALITY AS dues(due, place)`;
}

/** Higher tokens: a worker that still holds such a batch, or rates its answers, is refused. */
async function resetBatches(tx: Tx, batches: readonly Suspect[]): Promise<void> {
  const runs = batches.map((batch) => batch.run_id);
  const numbers = batches.map((batch) => batch.number);
  const firsts = batches.map((batch) => batch.first_item);
  const lasts = batches.map((batch) => batch.last_item);
  await tx.$executeRaw`
    UPDATE judgements SET token = token + 1, worker_id = NULL, lease_until = NULL WHERE run_id = ANY(${runs}::int[])`;
  await tx.$executeRaw`
    DELETE FROM judge_votes v USING judgements g, unnest(${runs}::int[], ${firsts}::int[], ${lasts}::int[]) AS b(run, first, last)
    WHERE g.run_id = b.run AND v.judgement_id = g.id AND v.item BETWEEN b.first AND b.last`;
  await tx.$executeRaw`
    DELETE FROM item_results a USING unnest(${runs}::int[], ${firsts}::int[], ${lasts}::int[]) AS b(run, first, last)
    WHERE a.run_id = b.run AND a.item BETWEEN b.first AND b.last`;
  await tx.$executeRaw`
    UPDATE run_batches b SET done = 0, missing = 0, state = 'pending', token = b.token + 1, worker_id = NULL,
      lease_until = NULL, written_at = NULL
    FROM unnest(${runs}::int[], ${numbers}::int[]) AS s(run, number) WHERE b.run_id = s.run AND b.number = s.number`;
}
