import { expect, it } from "vitest";
import { comparableRuns } from "#/features/compare/comparable-runs.ts";
import { compareAnswers } from "#/features/compare/compare-answers.ts";
import { modelBySlug } from "#/features/model-pages/queries.ts";
import { createUser } from "#/features/users/create-user.ts";
import { db } from "#/lib/db.ts";
import { descriptionDataset, rateRun } from "#/test/description-fixtures.ts";
import { useTestDatabase } from "#/test/test-database.ts";

useTestDatabase();

const total = 20;

async function described(name: string, datasetId: number) {
  const owner = await createUser({ email: `${name}@example.org` });
  const model = await db().model.create({ data: { slug: name, name } });
  const publishedAt = new Date("2026-03-01T12:00:00Z");
  const submission = await db().submission.create({
    data: { ownerId: owner.id, modelId: model.id, kind: "endpoint", publishedAt },
  });
  const versions = { protocolVersion: "1", promptVersion: "1", parserVersion: "1" };
  const run = await db().run.create({
    data: { submissionId: submission.id, datasetId, status: "finished", total, ...versions },
  });
  const { slug } = await db().dataset.findUniqueOrThrow({ where: { id: datasetId } });
  const entry = { modelId: model.id, task: "description", source: "measured", publishedAt } as const;
  return async (judge: string, day: number, rate: (item: number) => number) => {
    const judged = await rateRun(run.id, judge, total, rate);
    const createdAt = new Date(`2026-03-0${day}T12:00:00Z`);
    await db().entry.create({
      data: { ...entry, datasetSlug: slug, datasetId, pipeline: judge, ...judged, runId: run.id, createdAt },
    });
  };
}

async function comparable(datasetId: number, names: string[]) {
  const models = await Promise.all(names.map(modelBySlug));
  return comparableRuns(
    models.filter((model) => model !== null),
    datasetId,
  );
}

it("sets models against each other by the newest judge that rated both", async () => {
  const slug = await descriptionDataset(total);
  const dataset = await db().dataset.findFirstOrThrow({ where: { slug } });
  const [x, y] = [await described("x", dataset.id), await described("y", dataset.id)];
  await x("first judge", 2, () => 1);
  await y("second judge", 2, () => 1);
  expect(await comparable(dataset.id, ["x", "y"])).toEqual({
    kind: "apart",
    models: [
      { slug: "x", name: "x", tables: ["first judge"] },
      { slug: "y", name: "y", tables: ["second judge"] },
    ],
  });

  await y("first judge", 3, () => 1);
  await x("third judge", 4, () => 2);
  const found = await comparable(dataset.id, ["x", "y"]);
  if (found?.kind !== "together") throw new Error(found?.kind);
  expect([found.table, new Set(found.runs.map(({ judgeId }) => judgeId))]).toEqual([
    "first judge",
    new Set([(await db().judge.findUniqueOrThrow({ where: { key: "first judge" } })).id]),
  ]);
  const answers = await compareAnswers(dataset, found.runs, 1);
  const sum = answers.kind === "rated" ? answers.pairs[0]?.differences[0] : undefined;
  expect(sum).toMatchObject({ measure: "sum", difference: 0, n: total, p: 1 });

  await y("third judge", 5, () => 0);
  expect(await comparable(dataset.id, ["x", "y"])).toMatchObject({ table: "third judge" });
  expect(await comparable(dataset.id, ["x"])).toBeNull();
});
