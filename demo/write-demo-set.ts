import { mkdir, writeFile } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import type { DemoSlug } from "#/demo/demo-sets.ts";
import { drawPicture } from "#/demo/drawing/picture.ts";
import { planAssessmentSet } from "#/demo/sets/assessment-set.ts";
import { planDescriptionSet } from "#/demo/sets/description-set.ts";
import { planPerceptionSet } from "#/demo/sets/perception-set.ts";
import type { Planned } from "#/demo/sets/plan-picture.ts";

export const shippedSeed = "2024";

export function planDemoSet(slug: DemoSlug, seed: string): Planned<{ img_path: string }>[] {
  switch (slug) {
    case "demo-perception-dev":
    case "demo-perception-test":
      return planPerceptionSet(`${slug}/${seed}`);
    case "demo-description":
      return planDescriptionSet(seed);
    case "demo-assessment":
      return planAssessmentSet(seed);
  }
}

/** Draws the set into `folder/images` and writes its question file, in the official form, last. */
export async function writeDemoSet(
  slug: DemoSlug,
  folder: string,
  { seed = shippedSeed }: { seed?: string } = {},
): Promise<{ questionsFile: string; imagesFolder: string; items: number }> {
  const imagesFolder = join(folder, "images");
  const questionsFile = join(folder, `${slug}.json`);
  await mkdir(imagesFolder, { recursive: true });
  const planned = planDemoSet(slug, seed);
  const queue = planned.values();
  const drawOneByOne = async () => {
    for (const { entry, picture } of queue) {
      await writeFile(join(imagesFolder, entry.img_path), await drawPicture(picture));
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() + 2 }, drawOneByOne));
  await writeFile(
    questionsFile,
    `${JSON.stringify(
      planned.map(({ entry }) => entry),
      null,
      1,
    )}\n`,
  );
  return { questionsFile, imagesFolder, items: planned.length };
}
