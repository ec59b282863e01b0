import { wilsonInterval } from "#/evaluation/statistics/wilson-interval.ts";
import { perceptionProtocol } from "#/evaluation/tasks/perception/perception-protocol.ts";
import type { Baselines, SliceValue } from "#/features/dataset-import/baseline-slices.ts";
import { findOrCreateModel, type ModelInput } from "#/features/models/find-or-create-model.ts";
import type { Tx } from "#/lib/db.ts";
import type { Dataset } from "#/prisma/generated/client.ts";

/** Publishes the rows that a dataset computes from itself: random guess, and always its most frequent letter. */
export async function recordBaselines(tx: Tx, dataset: Dataset, baselines: Baselines): Promise<void> {
  await recordRow(tx, dataset, { name: "Random guess", kind: "random" }, baselines.random.map(exact));
  // Which letter is most frequent tells of the key.
  if (baselines.frequent === null || dataset.answers === "hidden") return;
  const { letter, scores } = baselines.frequent;
  await recordRow(tx, dataset, { name: `Always ${letter}`, kind: "baseline" }, scores.map(counted));
}

async function recordRow(tx: Tx, dataset: Dataset, model: ModelInput, scores: ReturnType<typeof exact>[]) {
  const { id: modelId } = await findOrCreateModel(tx, model);
  await tx.entry.create({
    data: {
      modelId,
      task: "perception",
      datasetSlug: dataset.slug,
      datasetId: dataset.id,
      source: "computed",
      protocolVersion: perceptionProtocol,
      publishedAt: new Date(),
      scores: { create: scores.map((score) => ({ metric: "accuracy", ...score })) },
    },
  });
}

/** The expectation of guessing is exact: it has no interval. */
function exact(score: SliceValue) {
  return { ...score, low: null as number | null, high: null as number | null };
}

function counted(score: SliceValue) {
  const interval = wilsonInterval(Math.round((score.value ?? 0) * score.n), score.n);
  return { ...score, low: interval?.low ?? null, high: interval?.high ?? null };
}
