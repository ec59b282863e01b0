import { dimensions } from "#/evaluation/tasks/description/dimensions.ts";
import { putBlob } from "#/lib/blobs/blob-store.ts";
import { db } from "#/lib/db.ts";
import type { ReceivedCall } from "#/test/misbehaving-endpoint.ts";

let serial = 0;

/** A dataset to describe; item n has the reference "Reference n of SLUG: …". */
export async function descriptionDataset(
  items: number,
  answers: "public" | "hidden" = "public",
): Promise<string> {
  const slug = `described-${++serial}`;
  const hashes = await Promise.all(
    Array.from({ length: items }, (_, n) => putBlob(Buffer.from(`${slug} ${n}`))),
  );
  await db().image.createMany({
    data: hashes.map((hash) => ({ hash, mime: "image/png", bytes: 12, width: 1, height: 1 })),
  });
  const rows = hashes.map((imageHash, number) => ({
    number,
    imagePath: `${number}.png`,
    imageHash,
    reference: `Reference ${number} of ${slug}: the picture is blurry.`,
  }));
  await db().dataset.create({
    data: {
      slug,
      version: 1,
      task: "description",
      answers,
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

/** Ratings of a run's items by a judge in two rounds; `rate` gives that of an item. */
export async function rateRun(
  runId: number,
  label: string,
  items: number,
  rate: (item: number) => number,
): Promise<{ judgeId: number }> {
  const judge = await db().judge.upsert({
    where: { key: label },
    update: {},
    create: { key: label, label, model: "j", templateVersion: "1", templates: {}, rounds: 2, temperature: 0 },
  });
  const { id: judgementId } = await db().judgement.create({
    data: { runId, judgeId: judge.id, status: "finished" },
  });
  const aspects = dimensions;
  const numbers = Array.from({ length: items }, (_, item) => item);
  await db().judgeRating.createMany({
    data: numbers.flatMap((item) =>
      aspects.flatMap((aspect) =>
        [1, 2].map((round) => ({
          judgementId,
          item,
          aspect,
          round,
          rating: rate(item),
          attempts: 1,
          contentKey: "",
        })),
      ),
    ),
  });
  return { judgeId: judge.id };
}

/** What a call says to the model or judge, as text. */
export function promptOf(call: ReceivedCall): string {
  return JSON.stringify(call.body);
}

/** Whether a call comes from the judge's side of the board, and about what. */
export function judgedAspect(call: ReceivedCall): string | null {
  return /Dimension: (\w+)/.exec(promptOf(call))?.[1] ?? null;
}

/** Which description a judge call is about: those of the scene say "Picture n". */
export function judgedPicture(call: ReceivedCall): number {
  return Number(/Picture (\d+)/.exec(promptOf(call))?.[1]);
}
