import { excerpt } from "#/evaluation/predictions/excerpt.ts";
import type { PredictionRow } from "#/evaluation/predictions/prediction-row.ts";

/** Which item a row is about, and what it says of the question for a check. */
export type RowKey = {
  imagePath: string | null;
  /** What the row calls the item: the key of a dataset that has keys of its own, else perhaps a position. */
  id: string | null;
  /** Where the item stands in the dataset, as lmms-eval and our own tables count. */
  position: number | null;
  question: string | null;
  /** The prompt that lmms-eval keeps of a question. */
  input: string | null;
};

const pathFields = ["img_path", "image_path", "image", "img", "filename", "file"];
const idFields = ["index", "id", "key"];
const positionFields = ["doc_id", "item"];
const longestId = 400;

/** Returns a plain object inside a row, else null. */
export function nestedRecord(value: unknown): Record<string, unknown> | null {
  const plain = typeof value === "object" && value !== null && !Array.isArray(value);
  return plain ? (value as Record<string, unknown>) : null;
}

function firstText(record: Record<string, unknown>, fields: readonly string[]): string | null {
  for (const field of fields) {
    const value = record[field];
    if (typeof value === "string" && value.trim() !== "") return value.trim();
  }
  return null;
}

function questionIn(record: Record<string, unknown>): string | null {
  const text = firstText(record, ["question"]);
  return text !== null && /^(?:nan|none|null|n\/a)$/i.test(text) ? null : text;
}

function firstId(record: Record<string, unknown>): string | null {
  for (const field of idFields) {
    const value = record[field];
    const text = typeof value === "number" && Number.isFinite(value) ? String(value) : value;
    if (typeof text === "string" && text.trim() !== "" && text.length <= longestId) return text.trim();
  }
  return null;
}

/** lmms-eval leaves `doc` out and keeps its id beside the answer that it has parsed: `qbench_acc: {id, parsed_pred}`. */
function idOfMetric(record: Record<string, unknown>): string | null {
  if (record.doc_id === undefined) return null;
  for (const value of Object.values(record)) {
    const inner = nestedRecord(value);
    const id = inner && "parsed_pred" in inner ? firstId(inner) : null;
    if (id !== null) return id;
  }
  return null;
}

function firstOf(value: unknown): unknown {
  return Array.isArray(value) ? value[0] : value;
}

/** Returns a whole number as spreadsheets and pandas write it: `7`, `"7"`, `"007"`, `"7.0"`; else null. */
export function wholeNumber(id: string): number | null {
  return /^\d{1,9}(?:\.0{1,6})?$/.test(id) ? Number(id) : null;
}

function firstPosition(record: Record<string, unknown>): number | null {
  for (const field of positionFields) {
    const value = record[field];
    const position = typeof value === "number" || typeof value === "string" ? String(value).trim() : "";
    const number = wholeNumber(position);
    if (number !== null) return number;
  }
  return null;
}

/** Returns the key of a row by the field names of the official outputs, VLMEvalKit, lmms-eval (`doc`) and our own. */
export function rowKey({ record }: PredictionRow): RowKey {
  const inner = nestedRecord(record.doc) ?? {};
  const input = record.doc_id === undefined ? null : firstOf(record.input);
  return {
    imagePath: firstText(record, pathFields) ?? firstText(inner, pathFields),
    id: firstId(record) ?? firstId(inner) ?? idOfMetric(record),
    position: firstPosition(record),
    question: questionIn(record) ?? questionIn(inner),
    input: typeof input === "string" && input.trim() !== "" ? input : null,
  };
}

const answerField =
  /^(?:response|prediction|filtered_resps|resps|score|pred_score|predicted_score|logits|logprobs|logprob_difference|(?:logit|logprob|log_prob|lp)_.+)$/;

/** Whether a row has a field that answers or values are read from. */
export function hasAnswer({ record }: PredictionRow): boolean {
  return Object.keys(record).some((name) => answerField.test(name));
}

/** Whether a row says in any way which item it is about. */
export function namesItem(row: PredictionRow): boolean {
  const { imagePath, id, position } = rowKey(row);
  return imagePath !== null || id !== null || position !== null;
}

export type ReadNumber = { number: number } | { missing: true } | { problem: string };

const missingText = /^(|nan|[+-]?inf(inity)?|null|none|n\/a)$/i;
const numberText = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?$/i;

function asText(value: unknown): string {
  return excerpt(JSON.stringify(value) ?? String(value));
}

/**
 * Returns a finite number of a row. Null, NaN, infinities and what is at or below −9999 are missing. Numbers in quotes
 * are a problem where the format knows numbers, and are read where it does not.
 */
export function readNumber(value: unknown, textual: boolean): ReadNumber {
  if (value === null || value === undefined) return { missing: true };
  if (typeof value === "number") {
    return Number.isFinite(value) && value > -9999 ? { number: value } : { missing: true };
  }
  if (typeof value !== "string") return { problem: `is ${asText(value)}, not a number` };
  const text = value.trim();
  if (textual && missingText.test(text)) return { missing: true };
  if (!numberText.test(text)) return { problem: `is ${asText(value)}, not a number` };
  if (!textual) return { problem: `is the text ${asText(value)}, not a number; write it without quotes` };
  return readNumber(Number(text), false);
}
