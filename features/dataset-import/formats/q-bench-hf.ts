import { z } from "zod";
import { checkRecords } from "#/features/dataset-import/formats/check-records.ts";
import { duplicatePaths } from "#/features/dataset-import/formats/duplicate-paths.ts";
import {
  concern,
  imagePath,
  isFiller,
  plainText,
  questionType,
} from "#/features/dataset-import/formats/fields.ts";
import { splitPair } from "#/features/dataset-import/formats/pair-path.ts";
import type { ParsedFile } from "#/features/dataset-import/formats/parsed-file.ts";
import { questionFile, questionRecord } from "#/features/dataset-import/formats/question-file.ts";

const filler = "N/A";
const letters = ["A", "B", "C", "D"];
const option = z.string().default(filler);
const id = z.preprocess((value) => (typeof value === "string" ? Number(value) : value), z.int());

const row = z
  .object({
    id: z.coerce.string(),
    path: z.string().nullish(),
    question: plainText(4000),
    option0: option,
    option1: option,
    option2: option,
    option3: option,
    question_type: id.pipe(questionType),
    question_concern: id.pipe(concern),
    correct_choice: z.string().default(filler),
  })
  .transform((value, context) => {
    const options = [value.option0, value.option1, value.option2, value.option3];
    const candidates = options.filter((text) => !isFiller(text));
    const answer = value.correct_choice.trim();
    const letter = letters.indexOf(answer);
    if (letter >= 0 && isFiller(options[letter] ?? "")) {
      context.addIssue({
        code: "custom",
        path: ["correct_choice"],
        message: `${answer} is not among the options`,
      });
    }
    return {
      type: value.question_type,
      concern: value.question_concern,
      question: value.question,
      img_path: value.path ?? value.id,
      candidates,
      ...(!isFiller(answer) && { correct_ans: options[letter] ?? answer }),
    };
  })
  .pipe(questionRecord.extend({ img_path: imagePath }));

export function parquetPlace(index: number): string {
  return `row ${index + 1}`;
}

/** Returns rows of the parquet files of Q-Bench-HF (one image) and Q-Bench2-HF (two), images left out. */
export function parseQBenchHfRows(rows: readonly Record<string, unknown>[], pairs: boolean): ParsedFile {
  const named = rows.map(({ path, id }) => ({ img_path: path ?? String(id) }));
  const { records, problems } = checkRecords(rows, row, parquetPlace);
  const duplicates = duplicatePaths(named, imagePath, parquetPlace);
  const parsed = keyedById(questionFile({ records, problems: [...problems, ...duplicates] }), rows);
  if (!pairs) return parsed;
  return {
    ...parsed,
    items: parsed.items.map((item) => ({
      ...item,
      secondPath: splitPair(item.imagePath)?.second ?? `${item.imagePath} (second)`,
      subset: (item.concern ?? 0) >= 2 ? "joint" : "compare",
    })),
  };
}

/** Ids that are not there for all, or not unique, are no keys. */
function keyedById(parsed: ParsedFile, rows: readonly Record<string, unknown>[]): ParsedFile {
  const ids = rows.map(({ id }) => String(id ?? "").trim());
  if (ids.includes("") || new Set(ids).size < ids.length) return parsed;
  const items = parsed.items.map((item, index) => ({ ...item, key: ids[index] ?? null }));
  return { ...parsed, items, keyField: "id" };
}
