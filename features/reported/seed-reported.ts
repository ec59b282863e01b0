import { recordLedger } from "#/features/ledger/record-ledger.ts";
import { snapshotEntry } from "#/features/ledger/snapshot-entry.ts";
import { findOrCreateModel } from "#/features/models/find-or-create-model.ts";
import { type ReportedScore, reportedScoreRows } from "#/features/reported/reported-score-rows.ts";
import { type ReportedRow, type ReportedScores, reportedScores } from "#/features/reported/schema.ts";
import { db, type Tx } from "#/lib/db.ts";
import type { Entry, Score } from "#/prisma/generated/client.ts";
import published from "#/prisma/seed/reported-scores.json" with { type: "json" };

type Counts = { added: number; changed: number; removed: number };
type Held = Entry & { scores: Score[] };

/** Makes the reported rows those of the file. A second time with the same file it writes nothing. */
export async function seedReported(file: unknown = published): Promise<Counts> {
  const wanted = reportedScores.parse(file);
  return db().$transaction(
    async (tx) => {
      await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtextextended('reported scores', 0))::text`;
      const counts = await update(tx, wanted);
      if (counts.added + counts.changed + counts.removed > 0) {
        await recordLedger(tx, "scores-reported", "q-bench", counts);
      }
      return counts;
    },
    { timeout: 120_000, maxWait: 120_000 },
  );
}

async function update(tx: Tx, { rows, ...sizes }: ReportedScores): Promise<Counts> {
  const counts = { added: 0, changed: 0, removed: 0 };
  const held = await heldEntries(tx);
  const modelIds = new Map<string, number>();
  for (const row of rows) {
    const named = `${row.kind} ${row.model}`;
    const modelId =
      modelIds.get(named) ?? (await findOrCreateModel(tx, { name: row.model, kind: row.kind })).id;
    modelIds.set(named, modelId);
    const key = keyOf(modelId, row.dataset, row.pipeline, row.source);
    const scores = reportedScoreRows(row, sizes);
    const entry = held.get(key);
    held.delete(key);
    if (!entry) {
      await addEntry(tx, row, modelId, scores);
      counts.added++;
    } else if (JSON.stringify(scores) !== JSON.stringify(plainScores(entry))) {
      await snapshotEntry(tx, entry);
      await tx.score.deleteMany({ where: { entryId: entry.id } });
      await tx.score.createMany({ data: scores.map((score) => ({ ...score, entryId: entry.id })) });
      counts.changed++;
    }
  }
  counts.removed = held.size;
  await tx.entry.deleteMany({ where: { id: { in: [...held.values()].map(({ id }) => id) } } });
  return counts;
}

async function heldEntries(tx: Tx): Promise<Map<string, Held>> {
  const entries = await tx.entry.findMany({ where: { source: "reported" }, include: { scores: true } });
  return new Map(
    entries.map((entry) => [
      keyOf(entry.modelId, entry.datasetSlug, entry.pipeline, entry.reportedBy),
      entry,
    ]),
  );
}

function keyOf(modelId: number, dataset: string, pipeline: string, source: string | null): string {
  return JSON.stringify([modelId, dataset, pipeline, source]);
}

function plainScores({ scores }: Held): ReportedScore[] {
  return scores
    .map(({ metric, slice, value, n, low, high }) => ({ metric, slice, value: value ?? 0, n, low, high }))
    .sort((a, b) => `${a.metric} ${a.slice}`.localeCompare(`${b.metric} ${b.slice}`, "en"));
}

async function addEntry(tx: Tx, row: ReportedRow, modelId: number, scores: ReportedScore[]): Promise<void> {
  await tx.entry.create({
    data: {
      modelId,
      task: row.task,
      datasetSlug: row.dataset,
      source: "reported",
      pipeline: row.pipeline,
      reportedBy: row.source,
      publishedAt: new Date(),
      scores: { create: scores },
    },
  });
}
