import { putBlob } from "#/lib/blobs/blob-store.ts";
import { db } from "#/lib/db.ts";
import { drawNumbered } from "#/test/numbered-picture.ts";

let serial = 0;

/** A quality database whose pictures show their item's number, which is its MOS too. */
export async function assessmentFixtures(items: number): Promise<string> {
  const slug = `quality-${++serial}`;
  const hashes: string[] = [];
  for (let item = 0; item < items; item++) hashes.push(await putBlob(await drawNumbered(item)));
  await db().image.createMany({
    data: hashes.map((hash) => ({ hash, mime: "image/png", bytes: 90, width: 8, height: 8 })),
    skipDuplicates: true,
  });
  const rows = hashes.map((imageHash, number) => ({
    number,
    imagePath: `${number}.png`,
    imageHash,
    mos: number,
    options: [],
  }));
  await db().dataset.create({
    data: {
      slug,
      version: 1,
      task: "assessment",
      answers: "public",
      hasAnswers: true,
      contentHash: slug,
      itemCount: items,
      imageCount: items,
      sourceFile: "scene.json",
      items: { createMany: { data: rows } },
    },
  });
  return slug;
}
