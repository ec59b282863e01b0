import { mkdir, mkdtemp, open, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parquetWriteFile } from "hyparquet-writer";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { importDataset } from "#/features/dataset-import/import-dataset.ts";
import { datasetItems, latestDataset, listDatasets } from "#/features/datasets/queries.ts";
import { countSlices } from "#/features/items/queries.ts";
import { getBlob } from "#/lib/blobs/blob-store.ts";
import { db } from "#/lib/db.ts";
import { sharedData } from "#/test/shared-data.ts";
import { useTestDatabase } from "#/test/test-database.ts";

useTestDatabase();

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "q-bench-board-import-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function file(name: string, content: unknown): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, typeof content === "string" ? content : JSON.stringify(content));
  return path;
}

function picture(shade: number): Promise<Buffer> {
  return sharp({ create: { width: 40, height: 30, channels: 3, background: { r: shade, g: 90, b: 30 } } })
    .png()
    .toBuffer();
}

function question(img_path: string, correct_ans = "Yes") {
  return { type: 0, concern: 1, question: "Is it bright?", img_path, candidates: ["Yes", "No"], correct_ans };
}

async function rowsInAll() {
  const [datasets, items, entries, ledger] = await Promise.all([
    db().dataset.count(),
    db().item.count(),
    db().entry.count(),
    db().ledgerEntry.count(),
  ]);
  return { datasets, items, entries, ledger };
}

describe("importDataset", () => {
  it("is idempotent, versions changed content, and publishes the computed rows of each version", async () => {
    const slug = "small-dev";
    const first = await file("first.json", [question("a.png"), question("b.png", "No"), question("c.png")]);
    const input = { file: first, as: "llvisionqa", slug, answers: "public" } as const;
    const report = await importDataset(input);
    expect(report).toMatchObject({ version: 1, unchanged: false, items: 3, images: 0, missingImages: 3 });
    expect(report.randomGuess).toEqual({
      "yes-or-no": 0.5,
      other: 0.5,
      "yes-or-no.other": 0.5,
      overall: 0.5,
    });
    const before = await rowsInAll();
    expect(await importDataset(input)).toMatchObject({ id: report.id, version: 1, unchanged: true });
    expect(await rowsInAll()).toEqual(before);

    const changed = await file("changed.json", [question("a.png"), question("b.png"), question("c.png")]);
    expect(await importDataset({ ...input, file: changed })).toMatchObject({ version: 2, unchanged: false });
    expect(await latestDataset(slug)).toMatchObject({ version: 2, split: "dev", answers: "public" });
    expect((await listDatasets("perception")).filter((d) => d.slug === slug)).toHaveLength(1);
    const entries = await db().entry.findMany({
      where: { dataset: { slug, version: 1 } },
      include: { model: true, scores: { where: { slice: "overall" } } },
      orderBy: { id: "asc" },
    });
    expect(
      entries.map(({ model, source, scores }) => [model.name, model.kind, source, scores[0]?.value]),
    ).toEqual([
      ["Random guess", "random", "computed", 0.5],
      ["Always A", "baseline", "computed", 2 / 3],
    ]);
  });

  it("lets two imports of one file at once make one version", async () => {
    const path = await file("twice.json", [{ img_path: "a.jpg", gt_score: 1 }]);
    const input = { file: path, as: "iqa", slug: "twice" } as const;
    const reports = await Promise.all([importDataset(input), importDataset(input)]);
    expect(reports.map(({ version }) => version)).toEqual([1, 1]);
    expect(reports.filter(({ unchanged }) => unchanged)).toHaveLength(1);
  });

  it("takes original bytes from the folder only, and counts what is missing", async () => {
    const images = join(folder, "images");
    await mkdir(join(images, "sub"), { recursive: true });
    const bytes = await picture(200);
    await writeFile(join(images, "é.png".normalize("NFD")), bytes);
    await writeFile(join(images, "sub", "b.png"), await picture(100));
    await writeFile(join(folder, "outside.png"), bytes);
    await symlink(join(folder, "outside.png"), join(images, "link.png"));
    const path = await file("with-images.json", [
      question("é.png".normalize("NFC")),
      question("sub/b.png"),
      question("link.png"),
      question("nowhere.png"),
    ]);
    const report = await importDataset({
      file: path,
      as: "llvisionqa",
      slug: "with-images",
      imagesFolder: images,
    });
    expect(report).toMatchObject({ answers: "hidden", images: 2, missingImages: 2, items: 4 });
    const [first, second, third] = await datasetItems(report.id, { first: 0, last: 2 });
    expect(third?.imageHash).toBeNull();
    expect(await getBlob(first?.imageHash ?? "")).toEqual(bytes);
    expect(await db().image.findUnique({ where: { hash: second?.imageHash ?? "" } })).toMatchObject({
      mime: "image/png",
      width: 40,
      height: 30,
    });
    expect(await countSlices(report.id)).toEqual([{ questionType: 0, concern: 1, subset: null, items: 4 }]);
  });

  it("imports nothing when anything is wrong, and lists it all", async () => {
    const images = await mkdtemp(join(folder, "bad-"));
    const whole = await picture(50);
    await writeFile(join(images, "cut.png"), whole.subarray(0, whole.length - 30));
    await writeFile(join(images, "text.png"), "not an image");
    await writeFile(join(images, "fine.png"), whole);
    const before = await rowsInAll();
    const cut = await file(
      "cut.json",
      ["cut.png", "text.png", "fine.png"].map((path) => question(path)),
    );
    const refused = importDataset({ file: cut, as: "llvisionqa", slug: "bad", imagesFolder: images });
    await expect(refused).rejects.toMatchObject({
      code: "bad-input",
      fields: {
        "[0] cut.png": [expect.stringContaining("truncated")],
        "[1] text.png": ["is not a JPEG, PNG, WebP or BMP image"],
      },
    });
    const many = await file(
      "many.json",
      Array.from({ length: 50 }, (_, i) => question(`${i}.png`, "Maybe")),
    );
    await expect(importDataset({ file: many, as: "llvisionqa", slug: "bad" })).rejects.toThrow(
      /50 problems.*first 20/,
    );
    for (const [path, reason] of [
      [await file("empty.json", ""), /is empty/],
      [join(folder, "none.json"), /does not exist/],
      [folder, /is not a file/],
      [await file("html.json", "<html>"), /not JSON/],
      [await file("nul.json", [{ ...question("a.png"), question: "a\0b" }]), /1 problem/],
    ] as const) {
      await expect(importDataset({ file: path, as: "llvisionqa", slug: "bad" })).rejects.toThrow(reason);
    }
    expect(await rowsInAll()).toEqual(before);
  });

  it("refuses 2 GB at once, a slug of another task, a bad slug and answers that are not there", async () => {
    const huge = await open(join(folder, "huge.json"), "w");
    await huge.truncate(2 ** 31);
    await huge.close();
    for (const as of ["llvisionqa", "vlmevalkit", "parquet"] as const) {
      await expect(importDataset({ file: join(folder, "huge.json"), as, slug: "huge" })).rejects.toThrow(
        /2048 MB/,
      );
    }
    const mos = await file("mos.json", [{ img_path: "a.jpg", gt_score: 1 }]);
    await expect(importDataset({ file: mos, as: "iqa", slug: "small-dev" })).rejects.toThrow(
      /another --slug/,
    );
    await expect(importDataset({ file: mos, as: "iqa", slug: "Bad Slug" })).rejects.toThrow(
      /slug is made of/,
    );
    const { correct_ans: _, ...unanswered } = question("a.png");
    const test = await file("test.json", [unanswered]);
    const report = await importDataset({ file: test, as: "llvisionqa", slug: "no-key", answers: "public" });
    expect(report).toMatchObject({ answers: "hidden", hasAnswers: false });
    expect(report.notes[0]).toMatch(/no answers.*changed to hidden/);
  });

  it("reads images out of TSV and parquet", async () => {
    const [one, two] = [await picture(10), await picture(20)];
    const tsv = await file(
      "bench.tsv",
      `index\timage\tquestion\tA\tB\tC\tD\tanswer\n0\t${one.toString("base64")}\t"Is ""it""\tsharp?"\tYes\tNo\t\t\tA\n1\t${two.toString("base64")}\tDull?\tYes\tNo\tSo\t\tC\n`,
    );
    const fromTsv = await importDataset({ file: tsv, as: "vlmevalkit", slug: "tsv", answers: "public" });
    expect(fromTsv).toMatchObject({ items: 2, images: 2, missingImages: 0, questionTypes: {} });
    expect((await datasetItems(fromTsv.id))[0]?.question).toBe('Is "it"\tsharp?');

    const texts = (name: string, data: string[]) => ({ name, data, type: "STRING" as const });
    const columns = [
      texts("id", ["0", "1"]),
      texts("question", ["Sharp?", "Dull?"]),
      texts("option0", ["Yes", "Yes"]),
      texts("option1", ["No", "No"]),
      texts("option2", ["N/A", "So"]),
      texts("option3", ["N/A", "N/A"]),
      texts("question_type", ["0", "1"]),
      texts("question_concern", ["0", "3"]),
      texts("correct_choice", ["B", "C"]),
    ];
    const filename = join(folder, "bench.parquet");
    parquetWriteFile({
      filename,
      rowGroupSize: 1,
      schema: [
        { name: "root", num_children: columns.length + 1 },
        ...columns.map(({ name }) => ({
          name,
          type: "BYTE_ARRAY" as const,
          converted_type: "UTF8" as const,
          repetition_type: "REQUIRED" as const,
        })),
        { name: "image", num_children: 2, repetition_type: "OPTIONAL" as const },
        { name: "bytes", type: "BYTE_ARRAY" as const, repetition_type: "OPTIONAL" as const },
        {
          name: "path",
          type: "BYTE_ARRAY" as const,
          converted_type: "UTF8" as const,
          repetition_type: "OPTIONAL" as const,
        },
      ],
      columnData: [
        ...columns.map(({ name, data }) => ({ name, data })),
        {
          name: "image",
          data: [
            { bytes: new Uint8Array(one), path: "one.png" },
            { bytes: new Uint8Array(two), path: "two.png" },
          ],
        },
      ],
    });
    const fromParquet = await importDataset({
      file: filename,
      as: "parquet",
      slug: "parquet",
      answers: "public",
    });
    expect(fromParquet).toMatchObject({
      items: 2,
      images: 2,
      missingImages: 0,
      concerns: { distortion: 1, "in-context-other": 1 },
    });
    const items = await datasetItems(fromParquet.id);
    expect(
      items.map(({ imagePath, correctOption, options }) => [imagePath, correctOption, options.length]),
    ).toEqual([
      ["one.png", 1, 2],
      ["two.png", 2, 3],
    ]);
    expect(await getBlob(items[1]?.imageHash ?? "")).toEqual(two);
  });

  it.runIf(sharedData)("imports the released dev file with PROTOCOL's figures", async () => {
    const path = `${sharedData}/data/llvisionqa/llvisionqa_dev.json`;
    const report = await importDataset({
      file: path,
      as: "llvisionqa",
      slug: "llvisionqa-dev",
      answers: "public",
    });
    expect(report.items).toBe(1495);
    expect(report.questionTypes).toEqual({ "yes-or-no": 550, what: 452, how: 493 });
    expect(Object.values(report.concerns ?? {})).toEqual([514, 432, 304, 245]);
    const { randomGuess = {} } = report;
    const row = [
      "yes-or-no",
      "what",
      "how",
      "distortion",
      "other",
      "in-context-distortion",
      "in-context-other",
      "overall",
    ];
    expect(row.map((slice) => randomGuess[slice]?.toFixed(4))).toEqual(
      [".5000", ".2786", ".3332", ".3789", ".3848", ".3829", ".3582", ".3780"].map((text) => `0${text}`),
    );
  });
});
