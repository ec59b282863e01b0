import { z } from "zod";
import { groupRules } from "#/features/datasets/group-rule.ts";
import type { AnswerVisibility, Task } from "#/prisma/generated/client.ts";

export const importFormats = [
  "llvisionqa",
  "lldescribe",
  "iqa",
  "q-bench2",
  "vlmevalkit",
  "parquet",
] as const;

export type ImportFormat = (typeof importFormats)[number];

const datasetSlug = z
  .string()
  .max(64, "has at most 64 characters")
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "is made of lower-case letters, digits and single hyphens");

export const importInput = z.object({
  file: z.string().min(1),
  as: z.enum(importFormats),
  slug: datasetSlug,
  imagesFolder: z.string().min(1).optional(),
  answers: z.enum(["public", "hidden"]).optional(),
  generated: z.boolean().optional(),
  group: z.enum(groupRules).optional(),
  lowerIsBetter: z.boolean().optional(),
  newVersion: z.boolean().optional(),
  split: z.string().min(1).max(100).optional(),
});

export type ImportInput = z.infer<typeof importInput>;

export type ImportReport = {
  id: number;
  dataset: string;
  version: number;
  unchanged: boolean;
  task: Task;
  answers: AnswerVisibility;
  hasAnswers: boolean;
  items: number;
  images: number;
  missingImages: number;
  /** Which field of the file the items' keys are from; files of answers are matched by them. */
  keys: KeyField;
  questionTypes?: Record<string, number>;
  concerns?: Record<string, number>;
  subsets?: Record<string, number>;
  randomGuess?: Record<string, number>;
  notes: string[];
};

/** What a file calls its items' keys: an id of its own, or where it has none the image path. */
export type KeyField = "img_path" | "index" | "id";

/** One item as a file of any format gives it; the position in the list is its number. */
export type ImportItem = {
  /** What its file calls it; null where the image path is that. */
  key: string | null;
  imagePath: string;
  secondPath: string | null;
  subset: string | null;
  questionType: number | null;
  concern: number | null;
  question: string | null;
  options: string[];
  correctOption: number | null;
  reference: string | null;
  mos: number | null;
  /** Standard deviation of the ratings that the MOS is the mean of, where the file has it. */
  mosStd: number | null;
};
