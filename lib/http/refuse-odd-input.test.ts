import { describe, expect, it } from "vitest";
import { AppError } from "#/lib/errors.ts";
import { refuseOddInput } from "#/lib/http/refuse-odd-input.ts";

const nested = (levels: number): unknown => (levels === 0 ? 1 : { a: nested(levels - 1) });
const refusal = (input: unknown) => {
  try {
    refuseOddInput(input);
  } catch (error) {
    return error instanceof AppError ? error.fields : error;
  }
  return null;
};

describe("refuseOddInput", () => {
  it.each<[string, unknown]>([
    ["plain values", { a: [1, null, undefined, true, "量 😀", { __proto__: null }] }],
    ["nothing", undefined],
    ["32 levels", nested(32)],
    ["many values", Array.from({ length: 9_999 }, () => 0)],
  ])("takes %s", (_, input) => {
    expect(refusal(input)).toBeNull();
  });

  it.each<[string, unknown, string, RegExp]>([
    ["33 levels", { endpoint: { extraBody: nested(33) } }, "endpoint.extraBody", /32 levels/],
    [
      "a depth that a recursion would not survive",
      JSON.parse("[".repeat(1e5) + "]".repeat(1e5)),
      "0.0",
      /32/,
    ],
    ["10,000 parts", Array.from({ length: 10_000 }, () => 0), "0", /10,000 values/],
    ["U+0000", { name: "a\0b" }, "name", /cannot be stored/],
    ["half a pair", { model: { name: "\ud83d" } }, "model.name", /cannot be stored/],
    ["a name with U+0000", { "\0": 1 }, "body", /cannot be stored/],
  ])("refuses %s", (_, input, field, words) => {
    const fields = refusal(input);
    expect(fields).toMatchObject({ [field]: [expect.stringMatching(words)] });
  });
});
