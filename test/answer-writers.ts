import { createHash } from "node:crypto";
import { sheetsOf } from "#/test/workbook.ts";

/** One question of a dataset under the key of its file, with what a model answered. */
export type Answered = {
  key: string;
  question: string;
  options: readonly string[];
  answer: string;
  prediction: string;
};

const letters = ["A", "B", "C", "D"];

function vlmevalkitRows(rows: readonly Answered[]): (string | number)[][] {
  return rows.map(({ key, question, options, answer, prediction }) => [
    key,
    question,
    ...letters.map((_, at) => options[at] ?? ""),
    answer,
    "quality",
    prediction,
  ]);
}

const vlmevalkitColumns = ["index", "question", ...letters, "answer", "category", "prediction"];

/**
 * Files as VLMEvalKit writes them, re-told from `vlmeval/inference.py` (`infer_data_job`) and `vlmeval/smp/file.py` (`dump`) of
 * August 2026: the dataset's own table in its order, `index` as text, `image` dropped, `prediction` added.
 */
export const vlmevalkitWriters: Record<string, (rows: readonly Answered[]) => string | Uint8Array> = {
  tsv: (rows) => quoted([vlmevalkitColumns, ...vlmevalkitRows(rows)], "\t"),
  csv: (rows) => quoted([vlmevalkitColumns, ...vlmevalkitRows(rows)], ","),
  xlsx: (rows) =>
    sheetsOf([vlmevalkitColumns, ...vlmevalkitRows(rows).map((cells) => cells.map((cell) => cell || null))]),
  json: (rows) => {
    const records = vlmevalkitRows(rows).map((cells) =>
      Object.fromEntries(vlmevalkitColumns.map((name, at) => [name, cells[at] || "\0"])),
    );
    // Empty cells are NaN to pandas, and json.dump writes them so.
    return JSON.stringify(records, null, 4).replaceAll('"\\u0000"', "NaN");
  },
};

function quoted(rows: readonly (string | number)[][], delimiter: string): string {
  const cell = (value: string | number) => `"${String(value).replaceAll('"', '""')}"`;
  return rows.map((cells) => `${cells.map(cell).join(delimiter)}\n`).join("");
}

/**
 * Samples as lmms-eval's task for Q-Bench logs them, re-told from `lmms_eval/evaluator.py`, `loggers/evaluation_tracker.py`
 * (`save_results_samples`) and `tasks/qbench/utils.py` of August 2026: `doc` and `arguments` are gone, the prompt is
 * `input`, the id of Hugging Face stands in `qbench_acc` and `submission`, and `resps` only where it says something else.
 */
export function lmmsSamples(rows: readonly { position: number; row: Answered }[]): string {
  return rows
    .map(({ position, row: { key, question, options, answer, prediction } }) => {
      const listed = options.map((option, at) => `${letters[at]}. ${option}`).join("\n");
      const input = `${question}\n${listed}\nAnswer with the option's letter from the given choices directly.\n`;
      const parsed = { id: key, question_concern: 0, question_type: 0, answer, parsed_pred: prediction };
      const sample = {
        doc_id: position,
        target: answer,
        filtered_resps: prediction,
        token_counts: [{ input_tokens: 0, output_tokens: 2, reasoning_tokens: 0 }],
        doc_hash: createHash("sha256").update(question).digest("hex"),
        qbench_acc: parsed,
        submission: { [key]: prediction },
        input,
      };
      return `${JSON.stringify(sample)}\n`;
    })
    .join("");
}
