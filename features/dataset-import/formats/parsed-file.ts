import type { Problem } from "#/features/dataset-import/problems.ts";
import type { ImportItem } from "#/features/dataset-import/schema.ts";
import type { Task } from "#/prisma/generated/client.ts";

/** `items` are only complete when there are no `problems`. */
export type ParsedFile = { task: Task; items: ImportItem[]; problems: Problem[] };

export const emptyItem: Omit<ImportItem, "imagePath"> = {
  secondPath: null,
  subset: null,
  questionType: null,
  concern: null,
  question: null,
  options: [],
  correctOption: null,
  reference: null,
  mos: null,
};
