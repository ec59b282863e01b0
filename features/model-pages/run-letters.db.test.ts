import { expect, it } from "vitest";
import { optionOrder } from "#/evaluation/tasks/perception/option-order.ts";
import { publishedAnswers } from "#/features/items/queries.ts";
import { letterBias } from "#/features/model-pages/letter-bias.ts";
import { runFacts, runLetters } from "#/features/model-pages/queries.ts";
import { db } from "#/lib/db.ts";
import { fixtureDataset, fixtureUser } from "#/test/submission-fixtures.ts";
import { useTestDatabase } from "#/test/test-database.ts";

useTestDatabase();

const items = 120;

/** A published run of a model of its own, asked in the order of `seed`; `choose` gives an item's option. */
async function published(slug: string, seed: string | null, choose: (item: number) => number) {
  const { id: datasetId } = await db().dataset.findFirstOrThrow({ where: { slug } });
  const owner = await fixtureUser();
  const model = await db().model.create({ data: { slug: owner.id, name: owner.id } });
  const publishedAt = new Date();
  const submission = await db().submission.create({
    data: { ownerId: owner.id, modelId: model.id, kind: "endpoint", publishedAt },
  });
  const run = await db().run.create({
    data: {
      submissionId: submission.id,
      datasetId,
      status: "finished",
      total: items,
      settings: seed === null ? {} : { optionSeed: seed },
      protocolVersion: "1",
      promptVersion: "1",
      parserVersion: "1",
      results: {
        create: Array.from({ length: items }, (_, item) => ({
          item,
          outcome: choose(item) === item % 3 ? ("correct" as const) : ("wrong" as const),
          parsed: choose(item),
          parsedBy: "letter",
        })),
      },
    },
  });
  const source = "measured" as const;
  await db().entry.create({
    data: {
      modelId: model.id,
      task: "perception",
      datasetSlug: slug,
      datasetId,
      source,
      runId: run.id,
      publishedAt,
    },
  });
  const letters = async () => (await runLetters(await runFacts(model.id)))[0];
  return { datasetId, runId: run.id, letters };
}

const firstAsked = (seed: string) => (item: number) => optionOrder(seed, item, 3)[0] ?? 0;

it("counts the letters that were asked, where a run asks the options in an order of its own", async () => {
  const slug = await fixtureDataset(items, { answers: "hidden" });
  const always = await published(slug, "seed/1", firstAsked("seed/1"));
  expect(await always.letters()).toMatchObject({ chosen: [items, 0, 0, 0], keys: [0, 0, 0, 0] });

  await db().dataset.update({ where: { id: always.datasetId }, data: { answers: "public" } });
  const found = await always.letters();
  const right = Array.from({ length: items }, (_, item) => item).filter(
    (item) => firstAsked("seed/1")(item) === item % 3,
  ).length;
  expect(found?.keys.reduce((sum, count) => sum + count)).toBe(items);
  expect([found?.keys[0], found?.hits]).toEqual([right, [right, 0, 0, 0]]);
  const [most] = found ? letterBias(found) : [];
  expect([most?.letter, most?.chosen, (most?.p ?? 1) < 0.001]).toEqual(["A", 1, true]);
});

it("counts the dataset's own letters where they were asked as they are", async () => {
  const slug = await fixtureDataset(items);
  const { letters } = await published(slug, null, (item) => item % 2);
  expect(await letters()).toMatchObject({
    chosen: [60, 60, 0, 0],
    keys: [40, 40, 40, 0],
    hits: [20, 20, 0, 0],
  });
});

it("says of an answer under which letter its option was asked", async () => {
  const slug = await fixtureDataset(items, { answers: "hidden" });
  const permuted = await published(slug, "seed/2", firstAsked("seed/2"));
  const plain = await published(slug, null, () => 1);
  const moved = Array.from({ length: items }, (_, item) => item).find(
    (item) => firstAsked("seed/2")(item) !== 0,
  );
  const answers = await publishedAnswers(permuted.datasetId, moved ?? -1);
  expect(answers.map(({ runId, askedAs }) => [runId, askedAs])).toEqual([
    [permuted.runId, 0],
    [plain.runId, null],
  ]);
});
