import { randomBytes } from "node:crypto";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import sharp from "sharp";
import { importDataset } from "#/features/dataset-import/import-dataset.ts";

/** Imports `count` questions, each with a picture of about `imageBytes` that no other one shares. */
export async function importThroughputSet(
  slug: string,
  folder: string,
  count: number,
  imageBytes = 100 * 1024,
): Promise<Uint8Array[]> {
  const images = join(folder, slug);
  await mkdir(images, { recursive: true });
  const picture = await noise(imageBytes);
  const pictures = Array.from({ length: count }, () => Buffer.concat([picture, randomBytes(32)]));
  const questions = pictures.map((_, index) => ({
    type: index % 3,
    concern: index % 4,
    question: "Is this picture sharp?",
    img_path: `${index}.jpg`,
    candidates: ["Yes", "No"],
    correct_ans: "Yes",
  }));
  for (const [index, bytes] of pictures.entries()) await writeFile(join(images, `${index}.jpg`), bytes);
  const file = join(folder, `${slug}.json`);
  await writeFile(file, JSON.stringify(questions));
  await importDataset({ file, as: "llvisionqa", slug, imagesFolder: images, answers: "public" });
  return pictures;
}

async function noise(imageBytes: number): Promise<Buffer> {
  const side = imageBytes < 10_000 ? 64 : 384;
  const raw = randomBytes(side * side * 3);
  const image = (quality: number) =>
    sharp(raw, { raw: { width: side, height: side, channels: 3 } })
      .jpeg({ quality })
      .toBuffer();
  for (let quality = 90; quality > 10; quality -= 5) {
    const bytes = await image(quality);
    if (bytes.length <= imageBytes) return Buffer.concat([bytes, Buffer.alloc(imageBytes - bytes.length)]);
  }
  return image(10);
}
