import { recordLedger } from "#/features/ledger/record-ledger.ts";
import { archiveEntry } from "#/features/scoring/archive-entry.ts";
import type { Tx } from "#/lib/db.ts";

/** Takes the scores of answers that were forgotten off every board; when their run is settled again it gets new ones. */
export async function withdrawEntries(tx: Tx, runIds: ReadonlySet<number>): Promise<void> {
  const entries = await tx.entry.findMany({
    where: { runId: { in: [...runIds] }, scores: { some: {} } },
    include: { scores: true, model: true },
  });
  for (const entry of entries) {
    const { id, publishedAt, model, datasetSlug } = entry;
    await archiveEntry(tx, entry);
    await tx.entry.update({ where: { id }, data: { publishedAt: null, comparedAt: null, approvedAt: null } });
    if (publishedAt) await recordLedger(tx, "run-withdrawn", `${model.slug} on ${datasetSlug}`);
  }
}
