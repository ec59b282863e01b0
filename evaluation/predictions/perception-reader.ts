import type { PredictionRow } from "#/evaluation/predictions/prediction-row.ts";
import type { ProblemList } from "#/evaluation/predictions/problem-list.ts";
import { refuseShape } from "#/evaluation/predictions/refuse-shape.ts";
import { type RowKey, rowKey } from "#/evaluation/predictions/row-fields.ts";
import { cutAnswer } from "#/evaluation/tasks/answer-text/longest-answer.ts";

/** What one row says a model answered, as much as is stored; response null where the call failed or nothing is there. */
export type PerceptionPrediction = RowKey & {
  line: number;
  object: number | null;
  response: string | null;
};

const responseFields = ["response", "prediction", "filtered_resps", "resps"];

// VLMEvalKit writes this text in place of an answer when a call failed.
const failedCall = /^Failed to obtain answer via API\b/i;

function firstOf(value: unknown): unknown {
  return Array.isArray(value) ? firstOf(value[0]) : value;
}

function asResponse(value: unknown): { response: string | null } | { problem: string } {
  const single = firstOf(value);
  if (single === null || single === undefined) return { response: null };
  if (typeof single === "number" || typeof single === "boolean") return { response: String(single) };
  if (typeof single !== "string") return { problem: "is not text" };
  return { response: failedCall.test(single) ? null : cutAnswer(single) };
}

/**
 * Reads multiple-choice answers row by row: the official JSON (`img_path`, `response`), VLMEvalKit's table
 * (`index`, `prediction`), lmms-eval's samples (`doc_id`, `filtered_resps` or `resps`). Answers are not parsed
 * here. Gives null for a row that cannot be read, after adding it to `problems`; throws at once for a first row
 * without any of these.
 */
export function perceptionReader(problems: ProblemList): (row: PredictionRow) => PerceptionPrediction | null {
  let field: string | null = null;
  return (row) => {
    if (field === null) {
      refuseShape(row, problems.name);
      field = responseFields.find((name) => row.record[name] !== undefined) ?? null;
    }
    if (field === null) {
      problems.add(row, `no answer: expected one of ${responseFields.join(", ")}`);
      throw problems.error();
    }
    const value = row.record[field];
    const read = value === undefined ? { problem: "is absent" } : asResponse(value);
    if ("problem" in read) {
      problems.add(row, `${field} ${read.problem}`);
      return null;
    }
    return { ...rowKey(row), line: row.line, object: row.object, response: read.response };
  };
}
