import { drawPicture, type Picture } from "#/demo/drawing/picture.ts";
import { planAssessmentSet } from "#/demo/sets/assessment-set.ts";
import { planPerceptionSet } from "#/demo/sets/perception-set.ts";
import { shippedSeed } from "#/demo/write-demo-set.ts";
import { putBlob } from "#/lib/blobs/blob-store.ts";
import { db } from "#/lib/db.ts";
import type { Task } from "#/prisma/generated/client.ts";

type Row = {
  imagePath: string;
  questionType?: number;
  concern?: number;
  question?: string;
  options: string[];
  correctOption?: number;
  mos?: number;
};

/** Every so many-th question and rating of the demo sets, `items` of each; their slugs. */
export async function demoFixtures(items: number): Promise<{ questions: string; ratings: string }> {
  const questions = spread(planPerceptionSet(`demo-perception-dev/${shippedSeed}`), items);
  const ratings = spread(planAssessmentSet(shippedSeed), items);
  return {
    questions: await stored(
      "perception",
      questions.map(({ entry, picture }) => ({
        picture,
        imagePath: entry.img_path,
        questionType: entry.type,
        concern: entry.concern,
        question: entry.question,
        options: [...entry.candidates],
        correctOption: entry.candidates.indexOf(entry.correct_ans),
      })),
    ),
    ratings: await stored(
      "assessment",
      ratings.map(({ entry, picture }) => ({
        picture,
        imagePath: entry.img_path,
        options: [],
        mos: entry.gt_score,
      })),
    ),
  };
}

function spread<One>(all: readonly One[], wanted: number): One[] {
  const step = Math.floor(all.length / wanted);
  return all.filter((_, index) => index % step === 0).slice(0, wanted);
}

async function stored(task: Task, drawn: readonly (Row & { picture: Picture })[]): Promise<string> {
  const slug = `from-demo-${task}`;
  const rows = await Promise.all(
    drawn.map(async ({ picture, ...row }, number) => {
      const bytes = await drawPicture(picture);
      return { ...row, number, imageHash: await putBlob(bytes), mime: mimeOf(row.imagePath) };
    }),
  );
  await db().image.createMany({
    data: rows.map(({ imageHash: hash, mime }) => ({ hash, mime, bytes: 1, width: 1, height: 1 })),
    skipDuplicates: true,
  });
  await db().dataset.create({
    data: {
      slug,
      version: 1,
      task,
      answers: "public",
      hasAnswers: true,
      contentHash: slug,
      itemCount: rows.length,
      imageCount: rows.length,
      sourceFile: "demo.json",
      items: { createMany: { data: rows.map(({ mime: _, ...row }) => row) } },
    },
  });
  return slug;
}

function mimeOf(path: string): string {
  const type = path.split(".").at(-1)?.toLowerCase() ?? "";
  return `image/${type === "jpg" ? "jpeg" : type}`;
}
