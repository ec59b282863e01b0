import { z } from "zod";
import { checkImageRecords } from "#/features/dataset-import/formats/check-records.ts";
import { imagePath, plainText } from "#/features/dataset-import/formats/fields.ts";
import { arrayPlace, parseJsonArray } from "#/features/dataset-import/formats/json-array.ts";
import { splitPair } from "#/features/dataset-import/formats/pair-path.ts";
import { emptyItem, type ParsedFile } from "#/features/dataset-import/formats/parsed-file.ts";

const record = z.object({ img_path: imagePath, description: plainText(20_000) }, "must be an object");

/** Returns the references of Q-Bench A2: a list of `{img_path, description}`, single images or pairs. */
export function parseLldescribe(text: string): ParsedFile {
  const { records, problems } = checkImageRecords(parseJsonArray(text), record, arrayPlace);
  return {
    task: "description",
    items: records.map(({ value }) => ({
      ...emptyItem,
      imagePath: value.img_path,
      secondPath: splitPair(value.img_path)?.second ?? null,
      reference: value.description,
    })),
    problems,
  };
}
