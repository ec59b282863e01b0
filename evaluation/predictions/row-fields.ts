import { excerpt } from "#/evaluation/predictions/excerpt.ts";
import type { PredictionRow } from "#/evaluation/predictions/prediction-row.ts";

/** Which item a row is about, and what it says of the question for a check. */
export type RowKey = { imagePath: string | null; index: number | null; question: string | null };

const pathFields = ["img_path", "image_path", "image", "img", "filename", "file"];
const indexFields = ["index", "doc_id", "item", "id"];

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

function firstIndex(record: Record<string, unknown>): number | null {
  for (const field of indexFields) {
    const value = record[field];
    const index = typeof value === "string" && /^\d{1,9}(\.0)?$/.test(value.trim()) ? Number(value) : value;
    if (typeof index === "number" && Number.isSafeInteger(index) && index >= 0) return index;
  }
  return null;
}

/** Returns the key of a row by the field names of the official outputs, VLMEvalKit, lmms-eval (`doc`) and our own. */
export function rowKey({ record }: PredictionRow): RowKey {
  const inner = nestedRecord(record.doc) ?? {};
  return {
    imagePath: firstText(record, pathFields) ?? firstText(inner, pathFields),
    index: firstIndex(record),
    question: firstText(record, ["question"]) ?? firstText(inner, ["question"]),
  };
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
