import { expect, it } from "vitest";
import { runFacts } from "#/features/model-pages/queries.ts";
import { createUser } from "#/features/users/create-user.ts";
import { db } from "#/lib/db.ts";
import { descriptionDataset } from "#/test/description-fixtures.ts";
import { useTestDatabase } from "#/test/test-database.ts";

useTestDatabase();

it("lists a run of descriptions once, however many judges rated it", async () => {
  const slug = await descriptionDataset(2);
  const { id: datasetId } = await db().dataset.findFirstOrThrow({ where: { slug } });
  const owner = await createUser({ email: "owner@example.org" });
  const model = await db().model.create({ data: { slug: "one", name: "One" } });
  const published = { publishedAt: new Date() };
  const submission = await db().submission.create({
    data: {
      ownerId: owner.id,
      modelId: model.id,
      kind: "endpoint",
      endpointModel: "one-v2",
      ...published,
    },
  });
  const versions = { protocolVersion: "1", promptVersion: "1", parserVersion: "1" };
  const run = await db().run.create({
    data: { submissionId: submission.id, datasetId, status: "finished", total: 2, ...versions },
  });
  await db().itemResult.createMany({
    data: [0, 1].map((item) => ({
      runId: run.id,
      item,
      outcome: "answered" as const,
      promptTokens: 100,
      completionTokens: 20,
      latencyMs: 50,
    })),
  });
  for (const pipeline of ["a judge", "another judge"]) {
    await db().entry.create({
      data: {
        modelId: model.id,
        task: "description",
        datasetSlug: slug,
        datasetId,
        source: "measured",
        pipeline,
        runId: run.id,
        ...published,
      },
    });
  }
  const facts = await runFacts(model.id);
  expect(facts).toHaveLength(1);
  expect(facts[0]).toMatchObject({
    dataset: slug,
    task: "description",
    submissionId: submission.id,
    endpointModel: "one-v2",
    promptTokens: 200,
    completionTokens: 40,
    medianLatencyMs: 50,
  });
});
