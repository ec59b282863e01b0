import { z } from "zod";
import { checkImageRecords } from "#/features/dataset-import/formats/check-records.ts";
import { imagePath } from "#/features/dataset-import/formats/fields.ts";
import { parseJsonLines } from "#/features/dataset-import/formats/json-lines.ts";
import { splitPair } from "#/features/dataset-import/formats/pair-path.ts";
import type { ParsedFile } from "#/features/dataset-import/formats/parsed-file.ts";
import { questionFile, questionRecord } from "#/features/dataset-import/formats/question-file.ts";

const pairPath = z
  .string("must be text")
  .transform((path) => path.replaceAll("\\", "/").split("/").at(-1) ?? "")
  .pipe(imagePath)
  .refine((path) => splitPair(path) !== null, "must name two images joined by _cat_");

const pairRecord = questionRecord.extend({ img_path: pairPath });

/** Questions about pairs of images (Q-Bench2): one JSON object a line, or one list. Concerns 2 and 3 ask about both jointly. */
export function parseQBench2(text: string): ParsedFile {
  const lines = parseJsonLines(text);
  const parsed = questionFile(checkImageRecords(lines.values, pairRecord, lines.place));
  return {
    ...parsed,
    items: parsed.items.map((item) => ({
      ...item,
      secondPath: splitPair(item.imagePath)?.second ?? null,
      subset: (item.concern ?? 0) >= 2 ? "joint" : "compare",
    })),
    problems: [...lines.problems, ...parsed.problems],
  };
}
