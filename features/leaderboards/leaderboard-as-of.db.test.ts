import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { importDataset } from "#/features/dataset-import/import-dataset.ts";
import { leaderboardAsOf } from "#/features/leaderboards/leaderboard-as-of.ts";
import { leaderboard } from "#/features/leaderboards/queries.ts";
import { snapshotEntry } from "#/features/ledger/snapshot-entry.ts";
import { findOrCreateModel } from "#/features/models/find-or-create-model.ts";
import { db } from "#/lib/db.ts";
import type { Dataset } from "#/prisma/generated/client.ts";
import { useTestDatabase } from "#/test/test-database.ts";

useTestDatabase();

const slug = "past-days";
const day = (number: number) => new Date(`2026-03-0${number}T12:00:00Z`);
let folder = "";
let dataset: Dataset;
let ownerId = "";

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "q-bench-board-as-of-"));
  const items = Array.from({ length: 60 }, (_, i) => ({
    type: 0,
    concern: 0,
    question: "Sharp?",
    img_path: `${i}.jpg`,
    candidates: ["Yes", "No"],
    correct_ans: "Yes",
  }));
  const file = join(folder, "items.json");
  await writeFile(file, JSON.stringify(items));
  const { id } = await importDataset({ file, as: "llvisionqa", slug, answers: "hidden", generated: true });
  dataset = await db().dataset.update({ where: { id }, data: { createdAt: day(1) } });
  await db().entry.updateMany({ where: { datasetId: id }, data: { createdAt: day(1), publishedAt: day(1) } });
  ownerId = (await db().user.create({ data: { email: "past@example.org" } })).id;
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** A run measured on the second day if on no other, with one note of the ledger for each day it was published or withdrawn. */
async function measured(
  name: string,
  value: number,
  notes: [verb: string, at: Date][],
  createdAt = day(2),
): Promise<number> {
  const model = await db().$transaction((tx) => findOrCreateModel(tx, { name }));
  const isPublic = notes.at(-1)?.[0] === "submission-published";
  const publishedAt = isPublic ? (notes.at(-1)?.[1] ?? null) : null;
  const versions = { protocolVersion: "1", promptVersion: "1", parserVersion: "1" };
  const submission = await db().submission.create({
    data: {
      ownerId,
      modelId: model.id,
      kind: "endpoint",
      publishedAt,
      runs: { create: { datasetId: dataset.id, total: 60, status: "finished", ...versions } },
    },
    include: { runs: true },
  });
  for (const [verb, at] of notes) {
    await db().ledgerEntry.create({
      data: { verb, at, subject: model.slug, detail: { submission: submission.id } },
    });
  }
  const entry = await db().entry.create({
    data: {
      modelId: model.id,
      task: "perception",
      datasetSlug: slug,
      datasetId: dataset.id,
      source: "measured",
      runId: submission.runs[0]?.id ?? null,
      createdAt,
      approvedAt: createdAt,
      publishedAt,
      scores: { create: { metric: "accuracy", slice: "overall", value, n: 60 } },
    },
  });
  return entry.id;
}

async function modelsOn(asked: string): Promise<Record<string, number | null | undefined>> {
  const board = await leaderboardAsOf("perception", slug, asked);
  if (board.task !== "perception") throw new Error("asked for perception");
  const models = board.rows.filter(({ model }) => model.kind === "model");
  return Object.fromEntries(models.map(({ model, scores }) => [model.name, scores.overall?.value]));
}

describe("leaderboardAsOf", () => {
  it("shows what was published then, with the scores of then, and says what changed since", async () => {
    const rescored = await measured("Rescored", 0.5, [["submission-published", day(3)]]);
    await measured("Withdrawn", 0.61234, [
      ["submission-published", day(3)],
      ["submission-unpublished", day(5)],
    ]);
    await measured("Late", 0.7, [["submission-published", day(6)]]);
    await db().$transaction(async (tx) => {
      await snapshotEntry(
        tx,
        await tx.entry.findUniqueOrThrow({ where: { id: rescored }, include: { scores: true } }),
      );
      await tx.entryVersion.updateMany({ where: { entryId: rescored }, data: { replacedAt: day(7) } });
      await tx.score.updateMany({ where: { entryId: rescored }, data: { value: 0.9 } });
    });

    expect(await modelsOn("2026-03-02")).toEqual({});
    expect(await modelsOn("2026-03-04")).toEqual({ Withdrawn: 0.6172, Rescored: 0.4892 });
    expect(await modelsOn("2026-03-05")).toEqual({ Rescored: 0.4892 });
    expect(await modelsOn("2026-03-06")).toEqual({ Late: 0.7085, Rescored: 0.4892 });
    expect(await modelsOn("2026-03-08")).toEqual({ Rescored: 0.9057, Late: 0.7085 });

    const then = await leaderboardAsOf("perception", slug, "2026-03-05T11:00:00Z");
    expect(then.asOf).toMatchObject({ moment: "2026-03-05T11:00:00.000Z", withdrawnSince: 1 });
    expect(then.asOf?.rowsToday).toBe(then.rows.length);
    const gone = then.rows.find(({ model }) => model.name === "Withdrawn");
    expect(gone).toMatchObject({ withdrawn: true, submissionId: null, date: day(3).toISOString() });
    expect(then.rows.map(({ rank }) => rank.value)).toEqual(expect.arrayContaining([1, 2]));
  });

  it("agrees with the board on which of two runs came last, where one was published before it was scored", async () => {
    await measured("Twice", 0.4, [["submission-published", day(2)]], day(4));
    await measured("Twice", 0.3, [["submission-published", day(3)]]);
    const board = await leaderboard("perception", slug);
    const today = board.rows.filter(({ model }) => model.name === "Twice");
    expect(today.map(({ scores, date }) => [scores.overall?.value, date])).toEqual([
      [0.3932, day(4).toISOString()],
    ]);
    expect((await modelsOn("2026-03-09")).Twice).toBe(0.3932);
    expect((await modelsOn("2026-03-03")).Twice).toBe(0.3012);
  });

  it("refuses what is not a day", async () => {
    await expect(leaderboardAsOf("perception", slug, "2026-02-30")).rejects.toThrow(/is not a day/);
  });
});
