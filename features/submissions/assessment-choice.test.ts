import { expect, it } from "vitest";
import { assessmentOf } from "#/features/submissions/form-input.ts";
import { parseInput } from "#/features/submissions/parse-input.ts";
import { submissionInput } from "#/features/submissions/schema.ts";

const rest = {
  model: { name: "M" },
  endpoint: { protocol: "openai", baseUrl: "https://h.example/v1", model: "m" },
  datasets: ["koniq-10k"],
};
const read = (rung?: string, message?: string) =>
  parseInput(submissionInput, { ...rest, ...assessmentOf(rung, message) });

it.each([
  [undefined, undefined, undefined],
  ["F", undefined, { rung: "F" }],
  [undefined, "high, low", { words: ["high", "low"] }],
  ["S", "清晰，模糊", { rung: "S", words: ["清晰", "模糊"] }],
])("reads rung %s and words %s as typed", (rung, message, assessment) => {
  expect(read(rung, message).assessment).toEqual(assessment);
});

it.each([
  ["Z", undefined, "assessment.rung"],
  [undefined, "good", "assessment.words"],
  [undefined, "good,poor,bad", "assessment.words"],
  [undefined, "good,Good", "assessment.words"],
])("refuses rung %s and words %s", (rung, message, field) => {
  expect(() => read(rung, message)).toThrow(new RegExp(`^${field}: `));
});
