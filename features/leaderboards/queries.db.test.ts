import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { importDataset } from "#/features/dataset-import/import-dataset.ts";
import { authorizeExactScores } from "#/features/leaderboards/authorize-exact-scores.ts";
import { leaderboard, leaderboardDatasets } from "#/features/leaderboards/queries.ts";
import { modelBySlug } from "#/features/model-pages/queries.ts";
import { findOrCreateModel } from "#/features/models/find-or-create-model.ts";
import { seedReported } from "#/features/reported/seed-reported.ts";
import { db } from "#/lib/db.ts";
import type { Prisma } from "#/prisma/generated/client.ts";
import { fixtureUser } from "#/test/submission-fixtures.ts";
import { useTestDatabase } from "#/test/test-database.ts";

useTestDatabase();

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "q-bench-board-leaderboard-"));
  await seedReported();
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function importItems(slug: string, answers: "public" | "hidden", count: number): Promise<number> {
  const items = Array.from({ length: count }, (_, i) => ({
    type: 0,
    concern: i < 10 ? 1 : 0,
    question: "Sharp?",
    img_path: `${i}.jpg`,
    candidates: ["Yes", "No"],
    correct_ans: i % 3 === 0 ? "No" : "Yes",
  }));
  const file = join(folder, `${slug}.json`);
  await writeFile(file, JSON.stringify(items));
  return (await importDataset({ file, as: "llvisionqa", slug, answers, generated: true, newVersion: true }))
    .id;
}

type Facts = { name: string; datasetId: number; slug: string; value: number; published?: boolean };

async function measure({ name, datasetId, slug, value, published = true }: Facts): Promise<void> {
  const { id: modelId } = await db().$transaction((tx) => findOrCreateModel(tx, { name }));
  const scores: Omit<Prisma.ScoreCreateManyInput, "entryId">[] = [
    { metric: "accuracy", slice: "overall", value, n: 100 },
    { metric: "accuracy", slice: "other", value: 0.9, n: 10 },
  ];
  await db().entry.create({
    data: {
      modelId,
      task: "perception",
      datasetSlug: slug,
      datasetId,
      source: "measured",
      publishedAt: published ? new Date() : null,
      scores: { create: scores },
    },
  });
}

describe("perceptionLeaderboard", () => {
  it("shows what is published on the latest version, answers of hidden sets coarsened unless asked exactly", async () => {
    const slug = "demo-perception-test";
    const old = await importItems(slug, "hidden", 99);
    await measure({ name: "Old", datasetId: old, slug, value: 0.9 });
    const datasetId = await importItems(slug, "hidden", 100);
    await measure({ name: "New", datasetId, slug, value: 0.81234 });
    await measure({ name: "Private", datasetId, slug, value: 0.99, published: false });

    const board = await leaderboard("perception", slug);
    expect(board.dataset).toMatchObject({ slug, version: 2, items: 100, answers: "hidden", generated: true });
    expect(board.rows.map(({ model }) => model.name)).toEqual(["New", "Random guess"]);
    expect(board.rows[0]).toMatchObject({
      rank: { value: 1, best: 1, worst: 1 },
      source: "measured",
      coverage: 1,
    });
    expect(board.rows[0]?.scores).toEqual({
      overall: { value: 0.8141, n: 100, low: expect.closeTo(0.727, 3), high: expect.closeTo(0.878, 3) },
    });
    expect(board.rows[1]?.scores.overall?.value).toBe(0.5);
    const exact = await leaderboard("perception", slug, { exact: true });
    expect(exact.rows[0]?.scores).toMatchObject({ overall: { value: 0.81234 }, other: { value: 0.9 } });
  });

  it("enters an administrator's look at exact figures in the audit log, and nobody else's", async () => {
    const looks = () => db().auditEntry.count({ where: { verb: "hidden-answers-read" } });
    const slug = "demo-perception-test";
    expect(await authorizeExactScores(await fixtureUser(), "perception", slug)).toBe(false);
    expect(await authorizeExactScores(null, "perception", slug)).toBe(false);
    expect(await looks()).toBe(0);
    expect(await authorizeExactScores(await fixtureUser(true), "perception", slug)).toBe(true);
    expect(await looks()).toBe(1);
  });

  it("keeps the pipelines of the authors in tables of their own", async () => {
    const board = await leaderboard("perception");
    expect(board.dataset).toMatchObject({ slug: "llvisionqa-dev", version: null });
    expect(board.tables).toEqual(["multiple-choice", "perplexity"]);
    const { rows } = await leaderboard("perception", "llvisionqa-dev", { table: "perplexity" });
    expect(rows).toHaveLength(11);
    expect(rows[0]).toMatchObject({
      rank: { value: 1 },
      reportedBy: expect.stringContaining("Q-Future/Q-Bench"),
    });
    expect(await leaderboard("perception", "no-such-set")).toMatchObject({
      dataset: null,
      rows: [],
      tables: [],
    });
  });
});

it("assessment joins the seven databases and gives the published averages", async () => {
  const { rows, columns } = await leaderboard("assessment");
  expect(columns).toHaveLength(8);
  expect(rows[0]).toMatchObject({ model: { name: "InternLM-XComposer-VL (InternLM)" }, rank: { value: 1 } });
  expect(rows[0]?.scores.average?.srcc.value).toBeCloseTo(0.542, 3);
  expect(rows[0]?.scores.average?.plcc.value).toBeCloseTo(0.581, 3);
  expect((await leaderboard("assessment", "spaq")).columns).toEqual(["spaq"]);
});

it("has compare and joint for pairs, where single pictures have the two in context", async () => {
  const types = ["yes-or-no", "what", "how"];
  const { rows, columns } = await leaderboard("perception", "q-bench2-test");
  expect(columns).toEqual([...types, "distortion", "other", "compare", "joint", "overall"]);
  expect(columns.map((slice) => rows[0]?.scores[slice]?.n)).toEqual([415, 295, 289, 710, 289, 774, 225, 999]);
  expect((await leaderboard("perception", "llvisionqa-test")).columns).toEqual([
    ...types,
    "distortion",
    "other",
    "in-context-distortion",
    "in-context-other",
    "overall",
  ]);
});

it("lists Q-Bench's own datasets first and generated ones last", async () => {
  const slugs = (await leaderboardDatasets("perception")).map(({ slug }) => slug);
  expect(slugs).toEqual(["llvisionqa-dev", "llvisionqa-test", "q-bench2-test", "demo-perception-test"]);
});

it("gathers a model's published entries, hidden sets coarsened", async () => {
  const model = await modelBySlug("new");
  expect(model).toMatchObject({
    name: "New",
    kind: "model",
    entries: [{ datasetSlug: "demo-perception-test" }],
  });
  expect(model?.entries[0]?.scores.map(({ slice, value }) => [slice, value])).toEqual([["overall", 0.8141]]);
  expect((await modelBySlug("private"))?.entries).toEqual([]);
  expect(await modelBySlug("nobody")).toBeNull();
});
