import { expect, it } from "vitest";
import { readTopLists, topListText } from "#/evaluation/tasks/assessment/request/top-list-text.ts";

const token = (text: string, logprob: number) => ({ token: text, logprob, bytes: [...Buffer.from(text)] });

it("reads back what it wrote, and nothing else", () => {
  const lists = [[token(" good", -0.25), token(" poor", -1.5)], [token("“好”", -3)]];
  const read = [
    [
      [" good", -0.25],
      [" poor", -1.5],
    ],
    [["“好”", -3]],
  ];
  expect(readTopLists(topListText(lists, ["good", "poor"]))).toEqual(read);
  for (const other of ["", "72", "[[[", "[[[1,2]]]", '{"answer":"good"}', "[[[]]]", "[]"])
    expect(readTopLists(other)).toBeNull();
});
