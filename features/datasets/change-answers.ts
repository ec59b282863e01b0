import { type AuditActor, recordAudit } from "#/features/access/record-audit.ts";
import type { Tx } from "#/lib/db.ts";

type Change = { slug: string; answers: "public" | "hidden"; first?: number; last?: number };

/** Hides or shows the answers of versions that are not so yet, on record; resolves with their numbers. */
export async function changeAnswers(
  tx: Tx,
  actor: AuditActor,
  { slug, answers, first, last }: Change,
): Promise<number[]> {
  const before = answers === "hidden" ? "public" : "hidden";
  const changed = await tx.dataset.updateManyAndReturn({
    where: { slug, answers: before, version: { gte: first, lte: last } },
    data: { answers },
    select: { version: true },
  });
  if (answers === "hidden") {
    // A row that always gives the most frequent letter tells of the key.
    const made = { datasetSlug: slug, source: "computed", model: { kind: "baseline" } } as const;
    await tx.entry.deleteMany({ where: made });
  }
  const versions = changed.map(({ version }) => version).sort((a, b) => a - b);
  if (versions.length > 0)
    await recordAudit(tx, actor, "dataset-changed", slug, { versions: versions.join(", "), before, answers });
  return versions;
}

/** Until the transaction ends, nobody else imports a version of the dataset or changes who sees its answers. */
export async function lockDataset(tx: Tx, slug: string): Promise<void> {
  await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`dataset ${slug}`}, 0))::text`;
}
