import { expect, it } from "vitest";
import { z } from "zod";
import { listOf, recordOf } from "#/evaluation/endpoints/replies/first-fault.ts";

const element = z.object({ n: z.number() });
const list = z.object({ all: listOf(element) });
const record = z.object({ all: recordOf(element) });

it("reads lists and records as zod does, what is missing or of another kind included", () => {
  expect(list.parse({ all: [{ n: 1 }, { n: 2, more: 3 }] })).toEqual({ all: [{ n: 1 }, { n: 2 }] });
  expect([...record.parse(JSON.parse('{"all":{"__proto__":{"n":1},"b":{"n":2}}}')).all]).toEqual([
    ["__proto__", { n: 1 }],
    ["b", { n: 2 }],
  ]);
  for (const all of [undefined, null, "text", 1]) {
    expect(list.safeParse({ all }).error?.issues[0]?.path).toEqual(["all"]);
    expect(record.safeParse({ all }).error?.issues[0]?.path).toEqual(["all"]);
  }
  expect(list.safeParse({ all: {} }).success).toBe(false);
  expect(record.safeParse({ all: [] }).success).toBe(false);
});

it("tells one fault of a hundred thousand, and where it is", () => {
  const all = Array.from({ length: 100_000 }, () => ({}));
  expect(list.safeParse({ all }).error?.issues).toEqual([
    expect.objectContaining({ path: ["all", 0, "n"], message: expect.stringContaining("expected number") }),
  ]);
  const named = Object.fromEntries(all.map((one, index) => [`key ${index}`, one]));
  expect(record.safeParse({ all: named }).error?.issues).toEqual([
    expect.objectContaining({ path: ["all", "key 0", "n"] }),
  ]);
});
