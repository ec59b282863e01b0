import { cp, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { attachImages } from "#/features/dataset-import/attach-images.ts";
import { importDataset } from "#/features/dataset-import/import-dataset.ts";
import { db } from "#/lib/db.ts";
import { noProgress } from "#/lib/progress.ts";
import { useTestDatabase } from "#/test/test-database.ts";

useTestDatabase();

let folder = "";
let slug = "";
let count = 0;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "q-bench-board-pictures-"));
  for (const [name, shade] of [
    ["all/sub/a.png", 10],
    ["all/b.png", 90],
    ["one/sub/a.png", 10],
    ["other/b.png", 200],
  ] as const) {
    await mkdir(join(folder, name, ".."), { recursive: true });
    const background = { r: shade, g: shade, b: shade };
    await sharp({ create: { width: 16, height: 16, channels: 3, background } }).toFile(join(folder, name));
  }
});
beforeEach(() => {
  slug = `pictures-${count++}`;
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function importScores(settings: { images?: string; mos?: number; newVersion?: boolean } = {}) {
  const file = join(folder, "mos.csv");
  await writeFile(file, `image,mos\nsub/a.png,1\nb.png,${settings.mos ?? 2}\n`);
  const imagesFolder = settings.images && join(folder, settings.images);
  const { newVersion } = settings;
  return importDataset({ file, as: "iqa", slug, answers: "public", imagesFolder, newVersion });
}

async function publishRow(datasetId: number) {
  const model = await db().model.create({ data: { slug: `m-${slug}`, name: `M ${slug}` } });
  return db().entry.create({
    data: {
      modelId: model.id,
      task: "assessment",
      datasetSlug: slug,
      datasetId,
      source: "measured",
      publishedAt: new Date(),
    },
  });
}

describe("pictures", () => {
  it("are attached to the version that is there, some now and some later, and say so in the ledger", async () => {
    const { id } = await importScores();
    await publishRow(id);
    const some = await importScores({ images: "one" });
    expect(some).toMatchObject({ id, version: 1, unchanged: false, images: 1, missingImages: 1 });
    expect(await attachImages(slug, join(folder, "all"), noProgress)).toEqual({
      dataset: slug,
      version: 1,
      attached: 1,
      missing: 0,
    });
    const lines = await db().ledgerEntry.findMany({ where: { verb: "pictures-attached", subject: slug } });
    expect(lines.map(({ detail }) => detail)).toEqual([
      { version: 1, pictures: 1 },
      { version: 1, pictures: 1 },
    ]);
    expect(await importScores({ images: "all" })).toMatchObject({ id, unchanged: true, images: 2 });
    expect(await importScores()).toMatchObject({ id, unchanged: true, images: 2 });
  });

  it("are found by name in a subfolder where only one file has it", async () => {
    await importScores();
    await mkdir(join(folder, "deep/all"), { recursive: true });
    await cp(join(folder, "all"), join(folder, "deep/all"), { recursive: true });
    expect(await attachImages(slug, join(folder, "deep"), noProgress)).toMatchObject({ attached: 2 });
    await importScores({ mos: 7 });
    await cp(join(folder, "all"), join(folder, "deep/again"), { recursive: true });
    await expect(attachImages(slug, join(folder, "deep"), noProgress)).rejects.toThrow(
      /none of the pictures/,
    );
  });

  it("that differ from those that are there make a new version", async () => {
    const { id } = await importScores({ images: "all" });
    const other = await importScores({ images: "other" });
    expect(other).toMatchObject({ version: 2, unchanged: false });
    expect(other.id).not.toBe(id);
  });

  it("are refused from a folder that has none of them, and for a dataset that there is not", async () => {
    await importScores();
    await mkdir(join(folder, "empty"), { recursive: true });
    await expect(attachImages(slug, join(folder, "empty"), noProgress)).rejects.toThrow(
      /holds none of the pictures/,
    );
    await expect(attachImages("nowhere", folder, noProgress)).rejects.toThrow(/no dataset nowhere/);
  });
});

it("asks before a new version takes published rows off the table", async () => {
  const { id } = await importScores();
  const entry = await publishRow(id);
  await expect(importScores({ mos: 3 })).rejects.toThrow(
    /published rows would leave the current table: 1\. .*--new-version/,
  );
  expect(await importScores({ mos: 3, newVersion: true })).toMatchObject({ version: 2 });
  expect(await db().entry.findUniqueOrThrow({ where: { id: entry.id } })).toMatchObject({ datasetId: id });
});
