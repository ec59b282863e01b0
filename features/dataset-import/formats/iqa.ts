import { z } from "zod";
import { checkImageRecords } from "#/features/dataset-import/formats/check-records.ts";
import { imagePath } from "#/features/dataset-import/formats/fields.ts";
import { arrayPlace, parseJsonArray } from "#/features/dataset-import/formats/json-array.ts";
import { emptyItem, type ParsedFile } from "#/features/dataset-import/formats/parsed-file.ts";

const decimal = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?$/i;

const notNumber = "must be a number, or text that is one";

const score = z
  .union([z.number(), z.string().trim().regex(decimal, notNumber)], notNumber)
  .transform(Number)
  .refine(Number.isFinite, "is too large");

const record = z.object({ img_path: imagePath, gt_score: score }, "must be an object");

/** Every item of such a set starts with one of the prefixes; each prefix is a subset that is scored by itself. */
const subsetPrefixes = [
  ["game", "movie"],
  ["blur", "noise", "mixed"],
];

/** MOS files of the IQA databases: a list of `{img_path, gt_score}`. */
export function parseIqa(text: string): ParsedFile {
  const { records, problems } = checkImageRecords(parseJsonArray(text), record, arrayPlace);
  const subsets = subsetsOf(records.map(({ value }) => value.img_path));
  return {
    task: "assessment",
    items: records.map(({ value }, index) => ({
      ...emptyItem,
      imagePath: value.img_path,
      subset: subsets[index] ?? null,
      mos: value.gt_score,
    })),
    problems,
  };
}

function subsetsOf(paths: readonly string[]): (string | null)[] {
  const starts = paths.map((path) => path.split("/").at(-1)?.split("_", 2) ?? []);
  for (const prefixes of subsetPrefixes) {
    const all = starts.every(([start = "", rest]) => rest !== undefined && prefixes.includes(start));
    if (all) return starts.map(([start = ""]) => start);
  }
  return paths.map(() => null);
}
