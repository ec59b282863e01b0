import type { Problem } from "#/features/dataset-import/problems.ts";
import type { ImportItem, KeyField } from "#/features/dataset-import/schema.ts";
import type { Task } from "#/prisma/generated/client.ts";

/**
 * `items` are only complete when there are no `problems`; `keyField` is left out where image paths are the keys. `notes`
 * say how the file was read.
 */
export type ParsedFile = {
  task: Task;
  items: ImportItem[];
  problems: Problem[];
  keyField?: KeyField;
  notes?: string[];
};

export const emptyItem: Omit<ImportItem, "imagePath"> = {
  key: null,
  secondPath: null,
  subset: null,
  questionType: null,
  concern: null,
  question: null,
  options: [],
  correctOption: null,
  reference: null,
  mos: null,
  mosStd: null,
};
