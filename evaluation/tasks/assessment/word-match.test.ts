import { describe, expect, it } from "vitest";
import { logprobDifference } from "#/evaluation/tasks/assessment/logprob-difference.ts";
import {
  smallestListed,
  spellingsLogprob,
  tokenText,
  wordLogprob,
} from "#/evaluation/tasks/assessment/word-match.ts";

const listed = (token: string, logprob: number | null, bytes?: number[]) => ({ token, logprob, bytes });

describe("token matching", () => {
  it.each([" good", "good", "Ġgood", "▁good"])("finds %s", (token) => {
    expect(wordLogprob([listed(" poor", -2), listed(token, -1)], "good")).toBe(-1);
  });

  it("believes bytes before the text", () => {
    const bytes = [...Buffer.from(" good")];
    expect(tokenText(listed("\ufffdgood", -1, bytes))).toBe(" good");
    expect(wordLogprob([listed("bad", -1, bytes)], "good")).toBe(-1);
  });

  it("takes the spaced token first and no other spelling after a prefill", () => {
    expect(wordLogprob([listed("good", -0.5), listed(" good", -1)], "good")).toBe(-1);
    expect(wordLogprob([listed("Good", -0.5), listed("goods", -0.5)], "good")).toBeNull();
  });

  it.each([-9999, Number.NEGATIVE_INFINITY, Number.NaN, null, 3.2])("reads %s as missing", (logprob) => {
    expect(wordLogprob([listed(" good", logprob)], "good")).toBeNull();
    expect(spellingsLogprob([listed("Good", logprob)], "good")).toBeNull();
    expect(smallestListed([listed("a", logprob), listed("b", -3)])).toBe(-3);
  });

  it("sums spellings: log(.5 + .25 + .125) by hand", () => {
    const tokens = [
      listed("Good", Math.log(0.5)),
      listed("▁good", Math.log(0.25)),
      listed("GOOD", Math.log(0.125)),
    ];
    expect(spellingsLogprob([...tokens, listed("Goodness", -1)], "good")).toBeCloseTo(Math.log(0.875), 14);
  });
});

describe("logprobDifference", () => {
  it("bounds a missing word when it is eight nats away, and says so", () => {
    expect(logprobDifference(-0.5, null, -8.5)).toEqual({ outcome: "censored", d: 8 });
    expect(logprobDifference(null, -0.5, -10)).toEqual({ outcome: "censored", d: -9.5 });
    expect(logprobDifference(-0.5, null, -8.4)).toEqual({ outcome: "missing", reason: "bound-too-near" });
    expect(logprobDifference(null, null, -8)).toEqual({ outcome: "missing", reason: "both-words-missing" });
    expect(logprobDifference(-1, null, null)).toEqual({ outcome: "missing", reason: "one-word-missing" });
  });

  it("keeps ties that float32 log-probabilities would split", () => {
    expect(logprobDifference(17.5 - 20.1, 14.0625 - 20.1, null)).toEqual({ outcome: "exact", d: 3.4375 });
    expect(logprobDifference(Math.fround(17.5 - 18.7), Math.fround(14.0625 - 18.7), null)).toEqual({
      outcome: "exact",
      d: 3.4375,
    });
  });
});
