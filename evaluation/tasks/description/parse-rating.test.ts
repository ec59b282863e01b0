import { expect, it } from "vitest";
import { parseRating } from "#/evaluation/tasks/description/parse-rating.ts";

it.each<[string, number | null]>([
  ["Score: 2", 2],
  ["score: 0", 0],
  ["**Score: 1**", 1],
  ["Score：1", 1],
  ["Ｓｃｏｒｅ：２", 2],
  ["评分：2", 2],
  ["Score = 2.", 2],
  ["Score: 2.0", 2],
  ["Score: 2/2", 2],
  ["Score: 1 out of 2", 1],
  ["2", 2],
  ["2/2", 2],
  ["[1]", 1],
  ['{"score": 2}', 2],
  ['```json\n{"score": "1", "reason": "half of it"}\n```', 1],
  ["<think>It says 0 or maybe Score: 0.</think>\nScore: 2", 2],
  ["The description matches most of it.\n\nScore: 2", 2],
  ["Score: 1\nScore: 1", 1],
  ["Score: 3", null],
  ["Score: -1", null],
  ["Score: 1.5", null],
  ["Score: 22", null],
  ["Score: 4/5", null],
  ["Score: 2/5", null],
  ["3", null],
  ["2 2 2", null],
  ["Score: 0\nScore: 2", null],
  ["Score: 0, 1 or 2", null],
  ["Score: 2\nOn second thought, the score is 1.", null],
  ['{"score": 3}', null],
  ['{"completeness": 2, "score": "high"}', null],
  ['{"score": 2, "rating": 1}', null],
  ['{"score": 2', null],
  ["I would give it a two.", null],
  ["The description gets 2 points for its 3 sentences.", null],
  ["I'm sorry, I can't help with that.", null],
  ["", null],
])("reads %j as %j", (reply, rating) => {
  expect(parseRating(reply, 2)).toBe(rating);
});

it("holds a rating to the scale of what is rated", () => {
  expect(parseRating("Score: 1", 1)).toBe(1);
  expect(parseRating("Score: 2", 1)).toBeNull();
});
