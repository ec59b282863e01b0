import { checkImageRecords } from "#/features/dataset-import/formats/check-records.ts";
import { arrayPlace, parseJsonArray } from "#/features/dataset-import/formats/json-array.ts";
import type { ParsedFile } from "#/features/dataset-import/formats/parsed-file.ts";
import { questionFile, questionRecord } from "#/features/dataset-import/formats/question-file.ts";

/** Returns the question files of Q-Bench A1: dev with `correct_ans`, test without. */
export function parseLlvisionqa(text: string): ParsedFile {
  return questionFile(checkImageRecords(parseJsonArray(text), questionRecord, arrayPlace));
}
