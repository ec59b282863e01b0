import { createHash } from "node:crypto";
import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type DemoSet, demoSets } from "#/demo/demo-sets.ts";
import { shippedSeed, writeDemoSet } from "#/demo/write-demo-set.ts";
import { importDataset } from "#/features/dataset-import/import-dataset.ts";
import { latestDataset } from "#/features/datasets/queries.ts";

const formats = { perception: "llvisionqa", description: "lldescribe", assessment: "iqa" } as const;
const drawing = ["../../demo/drawing/", "../../demo/sets/"].map((path) =>
  fileURLToPath(new URL(path, import.meta.url)),
);

/** Draws and imports the demo sets that are not there yet, or whose drawing code has changed since. */
export async function prepareSets(folder: string, report: (line: string) => void): Promise<void> {
  const madeFrom = await drawingHash();
  for (const set of demoSets) {
    const stamp = join(folder, `${set.slug}.made-from`);
    const drawn = await readFile(stamp, "utf8").catch(() => null);
    if (drawn === madeFrom && (await latestDataset(set.slug))) continue;
    report(`Drawing ${set.slug} …`);
    const items = await drawAndImport(set, join(folder, set.slug));
    await writeFile(stamp, madeFrom);
    report(`  ${items} items`);
  }
}

async function drawAndImport(set: DemoSet, folder: string): Promise<number> {
  const { questionsFile, imagesFolder } = await writeDemoSet(set.slug, folder);
  const { items } = await importDataset({
    file: questionsFile,
    as: formats[set.task],
    slug: set.slug,
    imagesFolder,
    // An administrator may have hidden them since, and an import opens none.
    answers: (await latestDataset(set.slug))?.answers ?? set.answers,
    generated: true,
  });
  await rm(folder, { recursive: true });
  return items;
}

async function drawingHash(): Promise<string> {
  const hash = createHash("sha256").update(shippedSeed);
  for (const folder of drawing) {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    const files = entries
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name));
    for (const file of files.sort()) hash.update(await readFile(file));
  }
  return hash.digest("hex");
}
