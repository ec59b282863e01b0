import { describe, expect, it } from "vitest";
import {
  decideScoringMode,
  type ScoringModeObservations,
} from "#/evaluation/tasks/assessment/decide-scoring-mode.ts";
import { scoringModeById, scoringModes } from "#/evaluation/tasks/assessment/scoring-mode.ts";

const all = { tried: 5, seen: 5 };
const none = { tried: 5, seen: 0 };
const untried = { tried: 0, seen: 0 };

const perfect: ScoringModeObservations = {
  logprobs: "finite",
  topK: 20,
  prefill: all,
  exactTokens: all,
  listedWords: all,
  firstToken: all,
  constrained: all,
  sampling: all,
  textRating: all,
};

describe("decideRung", () => {
  it.each<[string, Partial<ScoringModeObservations>, string | null, string]>([
    ["exact tokens", {}, "E", "both words' log-probabilities come when asked for"],
    [
      "prefill and top 20",
      { exactTokens: none },
      "P",
      "Not E: Both tokens could be asked for by name 0 of 5 times",
    ],
    ["prefill accepted, ignored", { prefill: { tried: 5, seen: 1 } }, "F", "continued 1 of 5 times"],
    ["no log-probabilities", { logprobs: "absent", topK: 0 }, "S", "No log-probabilities came back"],
    ["log-probabilities null", { logprobs: "null", topK: 0 }, "S", "came back as null"],
    [
      "top 20 without one word",
      { exactTokens: none, listedWords: { tried: 5, seen: 4 }, firstToken: none },
      "C",
      "Not P: Both words could be placed from the top 20 4 of 5 times",
    ],
    [
      "text only",
      { logprobs: "absent", prefill: none, sampling: none },
      "T",
      "Not S: Sampled replies varied and were one of the two words 0 of 5 times",
    ],
    [
      "nothing at all",
      { logprobs: "not-numbers", sampling: untried, textRating: none },
      null,
      "No quality score",
    ],
  ])("%s", (_, behaviour, rung, message) => {
    const decision = decideScoringMode({ ...perfect, ...behaviour });
    expect(decision.rung).toBe(rung);
    expect(decision.reason).toContain(message);
  });

  it("names every better rung that was passed over", () => {
    const { rejected } = decideScoringMode({ ...perfect, logprobs: "null", prefill: none });
    expect(rejected.map(({ rung }) => rung)).toEqual(["E", "P", "F", "C"]);
  });
});

it("has six rungs in four groups", () => {
  expect(scoringModes.map(({ id }) => id).join("")).toBe("EPFCST");
  expect(scoringModeById("P")?.group).toBe(scoringModeById("E")?.group);
  expect(new Set(scoringModes.map(({ group }) => group)).size).toBe(4);
  expect(scoringModeById("X")).toBeNull();
});
