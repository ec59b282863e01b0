import { createHash } from "node:crypto";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { demoSlugs } from "#/demo/demo-sets.ts";
import { drawPicture } from "#/demo/drawing/picture.ts";
import { planAssessmentSet } from "#/demo/sets/assessment-set.ts";
import { planPerceptionSet } from "#/demo/sets/perception-set.ts";
import { planDemoSet, writeDemoSet } from "#/demo/write-demo-set.ts";

async function hashesOf(seed: string): Promise<string[]> {
  const planned = planDemoSet("demo-perception-dev", seed).slice(0, 4);
  const drawn = await Promise.all(planned.map(({ picture }) => drawPicture(picture)));
  return drawn.map((bytes) => createHash("sha256").update(bytes).digest("hex"));
}

describe("demo sets", () => {
  it("fill all twelve cells with twenty questions whose answer is among the candidates", () => {
    const cells = new Map<string, number>();
    for (const { entry } of planPerceptionSet("any")) {
      const cell = `${entry.type}.${entry.concern}`;
      cells.set(cell, (cells.get(cell) ?? 0) + 1);
      expect(entry.candidates).toContain(entry.correct_ans);
      expect(new Set(entry.candidates).size).toBe(entry.candidates.length);
      expect(`${entry.question} ${entry.candidates.join(" ")}`).not.toMatch(/[{}]/);
    }
    expect([...cells.values()]).toEqual(Array.from({ length: 12 }, () => 20));
  });

  it("name every picture once, over all sets, without a word about it", () => {
    const names = demoSlugs.flatMap((slug) => planDemoSet(slug, "any").map(({ entry }) => entry.img_path));
    expect(new Set(names).size).toBe(names.length);
    for (const name of names)
      expect(name).toMatch(/^(?:(?:blur|noise|mixed)_)?[0-9a-f]{10}\.(?:jpg|webp|png)$/);
  });

  it("hold three assessment subsets of 120 scores from 0 to 100", () => {
    const entries = planAssessmentSet("any").map(({ entry }) => entry);
    for (const subset of ["blur_", "noise_", "mixed_"]) {
      expect(entries.filter(({ img_path }) => img_path.startsWith(subset))).toHaveLength(120);
    }
    for (const { gt_score } of entries) expect(gt_score >= 0 && gt_score <= 100).toBe(true);
  });

  it("are the same bytes for the same seed, and other ones for another", async () => {
    const [first, again, other] = [await hashesOf("one"), await hashesOf("one"), await hashesOf("two")];
    expect(again).toEqual(first);
    expect(other.some((hash) => first.includes(hash))).toBe(false);
  });

  it("are written as an official question file beside its images", async () => {
    const folder = await mkdtemp(join(tmpdir(), "demo-set-"));
    try {
      const { questionsFile, imagesFolder, items } = await writeDemoSet("demo-description", folder);
      const entries: { img_path: string; description: string }[] = JSON.parse(
        await readFile(questionsFile, "utf8"),
      );
      expect(items).toBeGreaterThanOrEqual(60);
      expect(entries.map(({ img_path }) => img_path).sort()).toEqual((await readdir(imagesFolder)).sort());
      const { width = 0, exif } = await sharp(join(imagesFolder, entries[0]?.img_path ?? "")).metadata();
      expect(width).toBeGreaterThanOrEqual(480);
      expect(exif).toBeUndefined();
    } finally {
      await rm(folder, { recursive: true });
    }
  }, 60_000);
});
