import { describe, expect, it } from "vitest";
import { ledgerLine } from "#/features/ledger/ledger-line.ts";
import en from "#/messages/en/home.json" with { type: "json" };
import zh from "#/messages/zh-CN/home.json" with { type: "json" };

const verbs = [
  "dataset-imported",
  "pictures-attached",
  "scores-reported",
  "submission-published",
  "submission-unpublished",
  "run-scored",
  "run-rescored",
  "run-rejudged",
  "run-reread",
  "run-withdrawn",
  "answers-verified",
];

describe("ledgerLine", () => {
  it("tells a model and its datasets from what each verb wrote", () => {
    const detail = { submission: "id", datasets: "llvisionqa-dev koniq-10k" };
    expect(ledgerLine({ verb: "submission-published", subject: "a-model", detail })).toEqual({
      model: "a-model",
      datasets: ["llvisionqa-dev", "koniq-10k"],
      counts: {},
      submission: "id",
    });
    expect(ledgerLine({ verb: "run-rescored", subject: "a-model on spaq", detail })).toMatchObject({
      model: "a-model",
      datasets: ["spaq"],
    });
    expect(
      ledgerLine({
        verb: "dataset-imported",
        subject: "spaq",
        detail: { version: 2, items: 11125, answers: "public" },
      }),
    ).toEqual({ model: null, datasets: ["spaq"], counts: { version: 2, items: 11125 } });
    expect(ledgerLine({ verb: "scores-reported", subject: "q-bench", detail: null })).toEqual({
      model: null,
      datasets: [],
      counts: {},
    });
  });

  it.each(verbs)("has words for %s in both languages", (verb) => {
    expect(Object.keys(en.verbs)).toContain(verb);
    expect(Object.keys(zh.verbs)).toContain(verb);
  });
});
