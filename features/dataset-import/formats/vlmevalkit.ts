import { z } from "zod";
import type { Checked } from "#/features/dataset-import/formats/check-records.ts";
import { checkRecords } from "#/features/dataset-import/formats/check-records.ts";
import { isFiller, optionKey, plainText } from "#/features/dataset-import/formats/fields.ts";
import { emptyItem, type ParsedFile } from "#/features/dataset-import/formats/parsed-file.ts";
import type { Problem } from "#/features/dataset-import/problems.ts";

const letters = ["A", "B", "C", "D"] as const;
const option = z
  .string()
  .max(1000, "has more than 1000 characters")
  .default("")
  .transform((text) => (isFiller(text) ? "" : text));
const name = z
  .string()
  .trim()
  .max(200, "has more than 200 characters")
  .default("")
  .transform((text) => (isFiller(text) ? null : text));

const record = z.object({
  index: z
    .string("is missing")
    .trim()
    .regex(/^[\w.-]{1,100}$/, "must be a number or a short name"),
  question: plainText(4000),
  A: option,
  B: option,
  C: option,
  D: option,
  answer: z
    .string()
    .default("")
    .transform((text) => (isFiller(text) ? "" : text.trim().toUpperCase())),
  category: name,
});

type Row = z.infer<typeof record>;

export function vlmevalkitPlace(index: number): string {
  return `row ${index + 1}`;
}

/**
 * Returns rows of a VLMEvalKit TSV without its images; question types and concerns are not in such a file. `numbers` says
 * where each stands in the file.
 */
export function parseVlmevalkitRows(
  rows: readonly Record<string, string>[],
  numbers: readonly number[] = rows.map((_, number) => number),
): ParsedFile {
  const place = (position: number) => vlmevalkitPlace(numbers[position] ?? position);
  const { records, problems }: Checked<Row> = checkRecords(rows, record, place);
  const seen = new Set<string>();
  const anyAnswer = records.some(({ value }) => value.answer !== "");
  const items = records.map(({ at, value }) => {
    if (seen.has(value.index)) problems.push({ at: `${at}.index`, reason: `${value.index} appears twice` });
    seen.add(value.index);
    const options = optionsOf(value, at, problems);
    return {
      ...emptyItem,
      key: value.index,
      imagePath: value.index,
      subset: value.category,
      question: value.question,
      options,
      correctOption: anyAnswer && options.length > 0 ? answerOf(value, at, options.length, problems) : null,
    };
  });
  return { task: "perception", items, problems, keyField: "index" };
}

function optionsOf(row: Row, at: string, problems: Problem[]): string[] {
  const texts = letters.map((letter) => row[letter]);
  const count = texts.findLastIndex((text) => text.trim() !== "") + 1;
  const options = texts.slice(0, count);
  if (count < 2 || options.some((text) => text.trim() === "")) {
    problems.push({ at, reason: "needs at least 2 options, from A on without a gap" });
  } else if (new Set(options.map(optionKey)).size < count) {
    problems.push({ at, reason: "names one option twice" });
  }
  return options;
}

function answerOf(row: Row, at: string, count: number, problems: Problem[]): number | null {
  const position = letters.map(String).indexOf(row.answer);
  if (position >= 0 && position < count) return position;
  const reason = row.answer === "" ? "is missing, though other rows have one" : "is not among the options";
  problems.push({ at: `${at}.answer`, reason });
  return null;
}
