import { z } from "zod";
import type { Checked } from "#/features/dataset-import/formats/check-records.ts";
import { correctOptions } from "#/features/dataset-import/formats/correct-option.ts";
import {
  candidates,
  concern,
  imagePath,
  plainText,
  questionType,
} from "#/features/dataset-import/formats/fields.ts";
import { emptyItem, type ParsedFile } from "#/features/dataset-import/formats/parsed-file.ts";

export const questionRecord = z.object(
  {
    type: questionType,
    concern,
    question: plainText(4000),
    img_path: imagePath,
    candidates,
    correct_ans: z.string("must be text").optional(),
  },
  "must be an object",
);

export function questionFile({ records, problems }: Checked<z.infer<typeof questionRecord>>): ParsedFile {
  const answers = correctOptions(
    records.map(({ at, value }) => ({ at, answer: value.correct_ans, options: value.candidates })),
    "correct_ans",
  );
  const items = records.map(({ value }, index) => ({
    ...emptyItem,
    imagePath: value.img_path,
    questionType: value.type,
    concern: value.concern,
    question: value.question,
    options: value.candidates,
    correctOption: answers.positions[index] ?? null,
  }));
  return {
    task: "perception",
    items,
    problems: [...problems, ...answers.problems],
  };
}
