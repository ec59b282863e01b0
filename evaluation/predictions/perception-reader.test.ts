import { expect, it } from "vitest";
import { perceptionReader } from "#/evaluation/predictions/perception-reader.ts";
import { ProblemList } from "#/evaluation/predictions/problem-list.ts";
import { longestAnswer } from "#/evaluation/tasks/answer-text/longest-answer.ts";

it("reads no more of a row's answer than is stored", () => {
  const read = perceptionReader(new ProblemList("a.json"));
  const row = (response: unknown) =>
    read({ line: 1, object: 1, record: { index: 0, response }, textual: false });
  expect(row("x".repeat(longestAnswer))?.response).toBe("x".repeat(longestAnswer));
  expect(row(`${"是".repeat(longestAnswer)}B`)?.response).toBe("是".repeat(longestAnswer));
  expect(row([`${"x".repeat(longestAnswer - 1)}😀`])?.response).toBe(
    `${"x".repeat(longestAnswer - 1)}\ufffd`,
  );
});
