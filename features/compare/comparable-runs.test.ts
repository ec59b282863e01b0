import { expect, it } from "vitest";
import { comparableRuns } from "#/features/compare/comparable-runs.ts";
import type { PublishedEntry } from "#/features/leaderboards/entries/published-entry.ts";

let id = 0;

function assessed(rung: string, day: number): PublishedEntry {
  id++;
  return {
    id,
    runId: id,
    task: "assessment",
    datasetSlug: "rated",
    source: "measured",
    pipeline: "multiple-choice",
    judgeId: null,
    judge: null,
    reportedBy: null,
    protocolVersion: null,
    promptVersion: null,
    parserVersion: null,
    rung,
    coverage: 1,
    datasetId: 1,
    comparedAt: null,
    verifiedAt: null,
    submittedBy: null,
    publishedAt: new Date(2026, 2, day),
    model: { slug: "", name: "", kind: "model", organization: null },
    submission: null,
    hidden: false,
    scores: [],
  };
}

const model = (slug: string, ...entries: PublishedEntry[]) => ({ slug, name: slug, entries });

it("compares assessments of rungs that are ranked together, whatever came later on another", () => {
  const [exact, text, prefill] = [assessed("E", 1), assessed("T", 3), assessed("P", 2)];
  const found = comparableRuns([model("x", text, exact), model("y", prefill)], 1);
  if (found?.kind !== "together") throw new Error(found?.kind);
  expect([found.table, found.runs.map(({ entryId }) => entryId)]).toEqual(["exact", [exact.id, prefill.id]]);
});

it("compares nothing where one of three has no table in common with the others", () => {
  const models = [model("x", assessed("E", 1), assessed("T", 2)), model("y", assessed("P", 1))];
  expect(comparableRuns([...models, model("z", assessed("T", 1))], 1)).toEqual({
    kind: "apart",
    models: [
      { slug: "x", name: "x", tables: ["text", "exact"] },
      { slug: "y", name: "y", tables: ["exact"] },
      { slug: "z", name: "z", tables: ["text"] },
    ],
  });
  expect(comparableRuns([...models, model("z")], 1)).toMatchObject({ kind: "together", table: "exact" });
});
