import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { roundAgreement } from "#/evaluation/tasks/description/agreement.ts";
import {
  dimensionScore,
  itemScore,
  type RatedItem,
  scoreDescriptions,
} from "#/evaluation/tasks/description/dimension-score.ts";
import { dimensions } from "#/evaluation/tasks/description/dimensions.ts";
import { majorityRating } from "#/evaluation/tasks/description/majority.ts";
import { parseRating } from "#/evaluation/tasks/description/parse-rating.ts";
import { sharedData } from "#/test/shared-data.ts";

const read = (replies: string[]) => replies.map((reply) => parseRating(reply, 2));

const shares = (p0: number, p1: number, p2: number, invalid: number) => ({
  p0: { value: p0 },
  p1: { value: p1 },
  p2: { value: p2 },
  invalid: { value: invalid },
});

describe("scoreDescriptions", () => {
  // Completeness, 10 rounds: item 1 is 2 2 1 2 invalid, item 2 is 0 1 1 0 invalid.
  //   P0 = 2/10, P1 = 3/10, P2 = 3/10, invalid 2/10; score 0.3 + 2 · 0.3 = 0.9 (renormalised it would be 1.125).
  // Precision: item 1 is 2 five times, item 2 is 0 five times: P0 = P2 = 0.5, score 1.
  // Relevance: 1 five times, then 2 2 2 2 1: P1 = 6/10, P2 = 4/10, score 0.6 + 0.8 = 1.4.
  // Sum 0.9 + 1 + 1.4 = 3.3; invalid 2 of 30 rounds.
  // Agreement, pairs of 10: completeness 3 (2-2-2) and 1 + 1 (0-0, 1-1); precision 10 and 10; relevance 10 and 6.
  //   (0.3 + 0.2 + 1 + 1 + 1 + 0.6) / 6 = 4.1 / 6.
  const items: RatedItem[] = [
    {
      completeness: read(["Score: 2", "2/2", "Score：1", '{"score": 2}', "Score: 3"]),
      precision: [2, 2, 2, 2, 2],
      relevance: [1, 1, 1, 1, 1],
    },
    {
      completeness: read(["Score: 0", "Score: 1", "1", "score: 0", "I like it."]),
      precision: [0, 0, 0, 0, 0],
      relevance: [2, 2, 2, 2, 1],
    },
  ];

  it("gives shares, scores and their sum as calculated by hand, invalid rounds counting 0", () => {
    const score = scoreDescriptions(items);
    const { completeness, precision, relevance } = score?.dimensions ?? {};
    expect(completeness).toMatchObject(shares(0.2, 0.3, 0.3, 0.2));
    expect(completeness?.score.value).toBeCloseTo(0.9, 12);
    expect(precision).toMatchObject(shares(0.5, 0, 0.5, 0));
    expect(precision?.score.value).toBe(1);
    expect(relevance).toMatchObject(shares(0, 0.6, 0.4, 0));
    expect(relevance?.score.value).toBeCloseTo(1.4, 12);
    expect(score?.sum.value).toBeCloseTo(3.3, 12);
    expect(score?.invalid.value).toBeCloseTo(2 / 30, 12);
    expect(score?.agreement?.value).toBeCloseTo(4.1 / 6, 12);
    expect(score?.items).toBe(2);
  });

  it("resamples items, not rounds: two items say next to nothing", () => {
    expect(scoreDescriptions(items)?.sum).toMatchObject({ low: 0, high: 6, n: 2 });
    expect(itemScore(items[0]?.completeness ?? [])).toBeCloseTo(1.4, 12);
    expect(scoreDescriptions([])).toBeNull();
  });
});

it("measures agreement and majority of rounds", () => {
  expect(roundAgreement([2, 2, 2, 2, 2])).toBe(1);
  expect(roundAgreement([null, null])).toBe(0);
  expect(roundAgreement([1])).toBeNull();
  expect(majorityRating([1, 1, 1, 0, 0])).toBe(1);
  expect(majorityRating([1, 1, null, null, 0])).toBeNull();
  expect(majorityRating([0, 0, 0, null, null])).toBe(0);
});

describe.runIf(sharedData !== null)("the published table", () => {
  type Row = {
    name: string;
    scores: { sum: number } & Record<string, { p1: number; p2: number; score: number }>;
  };
  const file = join(sharedData ?? "", "data/published/q-bench.json");
  const rows: Row[] = sharedData === null ? [] : JSON.parse(readFileSync(file, "utf8")).description;

  it("has fourteen rows", () => expect(rows).toHaveLength(14));

  it.each(rows)("is recomputed from its own shares: $name", ({ scores }) => {
    const computed = dimensions.map((dimension) => dimensionScore(scores[dimension] ?? { p1: 0, p2: 0 }));
    for (const [index, dimension] of dimensions.entries()) {
      expect(computed[index]?.toFixed(2)).toBe(scores[dimension]?.score.toFixed(2));
    }
    // Their sum adds the rounded scores up.
    const sum = computed.reduce((total, score) => total + Number(score.toFixed(2)), 0);
    expect(Math.abs(sum - scores.sum)).toBeLessThan(0.0101);
  });
});
