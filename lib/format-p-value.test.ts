import { expect, it } from "vitest";
import { formatPValue } from "#/lib/format-p-value.ts";

it("writes a p-value with its sign and never as 0", () => {
  expect([0, 0.00004, 0.00312, 0.0496, 0.8041, 1].map((p) => formatPValue(p).replace("\u00a0", " "))).toEqual(
    ["< .0001", "< .0001", "= .0031", "= .050", "= .804", "= 1"],
  );
});
