import { recordLedger } from "#/features/ledger/record-ledger.ts";
import { planBatches } from "#/features/runs/batches/plan-batches.ts";
import { putBlob } from "#/lib/blobs/blob-store.ts";
import { db } from "#/lib/db.ts";
import type { Prisma, Task } from "#/prisma/generated/client.ts";

const hiddenItems = 4;

/** What nobody but an administrator may read anywhere: a reference, a MOS, and the judge's own words. */
export const markers = {
  reference: "zebra-crossing-reference",
  mos: 61.80339887,
  reply: "zebra-crossing-reply",
  contentHash: "zebra-crossing-hash",
};

const answersOf: Record<Task, (number: number, key: number) => Partial<Prisma.ItemCreateManyInput>> = {
  perception: (number, key) => ({
    question: `Question ${number}?`,
    options: ["Sharp", "Blurry", "Noisy"],
    questionType: number % 3,
    concern: number % 4,
    correctOption: (number + key) % 3,
  }),
  description: () => ({ reference: markers.reference }),
  assessment: (number) => ({ mos: markers.mos + number }),
};

let serial = 0;

/** A dataset with hidden answers; two with different `key` differ in nothing else. */
export async function hiddenDataset(task: Task, key = 0): Promise<{ id: number; slug: string }> {
  const slug = `hidden-${task}-${++serial}`;
  const hash = await putBlob(Buffer.from("one picture for all"));
  const image = { hash, mime: "image/png", bytes: 19, width: 1, height: 1 };
  await db().image.createMany({ data: [image], skipDuplicates: true });
  const items = Array.from({ length: hiddenItems }, (_, number) => ({
    number,
    imagePath: `${number}.png`,
    imageHash: hash,
    ...answersOf[task](number, key),
  }));
  return db().dataset.create({
    data: {
      slug,
      version: 1,
      task,
      answers: "hidden",
      hasAnswers: true,
      contentHash: `${markers.contentHash} ${serial}`,
      itemCount: hiddenItems,
      imageCount: hiddenItems,
      sourceFile: "scene.json",
      items: { createMany: { data: items } },
    },
    select: { id: true, slug: true },
  });
}

/** A finished submission of one run on each dataset: the same replies, judged by each dataset's own key. */
export async function finishedSubmission(
  ownerId: string,
  datasets: readonly { id: number }[],
  published = false,
): Promise<string> {
  const publishedAt = published ? new Date() : null;
  const model = await db().model.create({ data: { slug: `model-${++serial}`, name: "Model of the scene" } });
  const endpoint = { protocol: "openai", baseUrl: "https://api.example.com/v1", endpointModel: "m" };
  const { id } = await db().submission.create({
    data: { ownerId, modelId: model.id, kind: "endpoint", publishedAt, ...endpoint },
  });
  for (const dataset of datasets) await finishedRun(id, model.id, dataset.id, publishedAt);
  if (published) await recordLedger(db(), "submission-published", model.slug, { submission: id });
  return id;
}

async function finishedRun(
  submissionId: string,
  modelId: number,
  datasetId: number,
  publishedAt: Date | null,
) {
  const dataset = await db().dataset.findUniqueOrThrow({
    where: { id: datasetId },
    include: { items: true },
  });
  const versions = { protocolVersion: "1", promptVersion: "1", parserVersion: "1" };
  const times = { startedAt: new Date(0), finishedAt: new Date(1000) };
  const run = await db().run.create({
    data: { submissionId, datasetId, status: "finished", total: hiddenItems, ...versions, ...times },
  });
  const batches = planBatches(hiddenItems).map((batch) => ({
    ...batch,
    state: "done" as const,
    done: hiddenItems,
  }));
  await db().runBatch.createMany({ data: batches.map((batch) => ({ ...batch, runId: run.id })) });
  await db().itemResult.createMany({
    data: dataset.items.map(({ number, correctOption }) => ({
      runId: run.id,
      item: number,
      latencyMs: 5,
      response: "A",
      ...(dataset.task === "perception"
        ? {
            outcome: correctOption === 0 ? ("correct" as const) : ("wrong" as const),
            parsed: 0,
            parsedBy: "letter",
          }
        : {
            outcome: "answered" as const,
            ...(dataset.task === "assessment" && { score: 0.5, logprobDifference: 0.5 }),
          }),
    })),
  });
  await writeScores(run.id, modelId, dataset, publishedAt);
  if (dataset.task === "description") await judgeRun(run.id);
}

async function writeScores(
  runId: number,
  modelId: number,
  { id, slug, task, items }: Prisma.DatasetGetPayload<{ include: { items: true } }>,
  publishedAt: Date | null,
): Promise<void> {
  const right = items.filter(({ correctOption }) => correctOption === 0).length;
  const metric = { perception: "accuracy", description: "completeness.score", assessment: "srcc" }[task];
  const value = task === "perception" ? right / hiddenItems : 0.5;
  await db().entry.create({
    data: {
      runId,
      modelId,
      task,
      datasetSlug: slug,
      datasetId: id,
      source: "measured",
      publishedAt,
      scores: { create: { metric, slice: "overall", value, n: hiddenItems, low: 0, high: 1 } },
    },
  });
}

async function judgeRun(runId: number): Promise<void> {
  const identity = {
    label: "Judge",
    model: "j",
    templateVersion: "1",
    templates: {},
    rounds: 1,
    temperature: 1,
  };
  const judge = await db().judge.upsert({
    where: { key: "scene" },
    create: { key: "scene", ...identity },
    update: {},
  });
  const judgement = await db().judgement.create({
    data: { runId, judgeId: judge.id, status: "finished", finishedAt: new Date(1000) },
  });
  const vote = {
    judgementId: judgement.id,
    aspect: "completeness" as const,
    round: 0,
    rating: 1,
    attempts: 1,
  };
  await db().judgeRating.createMany({
    data: [0, 1, 2, 3].map((item) => ({ ...vote, item, contentKey: `k${item}`, reply: markers.reply })),
  });
}
