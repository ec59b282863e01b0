import { expect, it } from "vitest";
import { auditLog } from "#/features/access/queries.ts";
import { leaderboard } from "#/features/leaderboards/queries.ts";
import { modelBadge } from "#/features/model-pages/model-badge.ts";
import { modelBySlug } from "#/features/model-pages/queries.ts";
import { renameModel } from "#/features/models/rename-model.ts";
import { submitPredictions } from "#/features/predictions/submit-predictions.ts";
import { seedReported } from "#/features/reported/seed-reported.ts";
import { publishSubmission } from "#/features/submissions/publish-submission.ts";
import { submissionView } from "#/features/submissions/queries.ts";
import { db } from "#/lib/db.ts";
import { usePredictionsFixtures } from "#/test/predictions-fixtures.ts";
import { fixtureUser } from "#/test/submission-fixtures.ts";
import { useTestDatabase } from "#/test/test-database.ts";

useTestDatabase();

const { owner, load, publish } = usePredictionsFixtures();
const asked = Array.from({ length: 20 }, (_, n) => ({
  type: 0,
  concern: 0,
  question: "Sharp?",
  img_path: `${n}.png`,
  candidates: ["Yes", "No"],
  correct_ans: "Yes",
}));
const answers = (right: number) => asked.map((item, n) => ({ ...item, response: n < right ? "A" : "B" }));

it("takes the words of a name away everywhere, and leads the old address on", async () => {
  await load("names", "llvisionqa", asked);
  await seedReported();
  await publish("Rude words", "names", answers(10));
  const admin = await fixtureUser(true);
  await expect(renameModel(owner(), "rude-words", "Kind", "Rude.")).rejects.toMatchObject({
    code: "forbidden",
  });
  await expect(renameModel(admin, "rude-words", "Kind", "")).rejects.toMatchObject({ code: "bad-input" });
  await expect(renameModel(admin, "kosmos-2", "Kind", "Rude.")).rejects.toMatchObject({ code: "conflict" });
  await expect(renameModel(admin, "rude-words", "Kosmos-2", "Rude.")).rejects.toMatchObject({
    text: { key: "models.reserved" },
  });

  await renameModel(admin, "rude-words", "Kind words", "Rude.");
  const { rows } = await leaderboard("perception", "names");
  expect(JSON.stringify(rows)).not.toMatch(/rude/i);
  expect(rows.find(({ model }) => model.kind === "model")?.model).toMatchObject({
    slug: "kind-words",
    name: "Kind words",
  });
  expect(await modelBySlug("rude-words")).toMatchObject({ slug: "kind-words" });
  expect(await modelBadge("rude-words", null)).toContain("50.0 %");
  const ledger = await db().ledgerEntry.findMany({ where: { verb: "submission-published" } });
  expect(ledger.map(({ subject }) => subject)).toEqual(["kind-words"]);
  const [line] = await auditLog({ limit: 1, verb: "model-renamed" });
  expect(line).toMatchObject({ subject: "kind-words", detail: { reason: "Rude.", from: "Rude words" } });
});

it("lets the second who holds a name choose another when publishing, and mixes nothing of the two", async () => {
  const second = await fixtureUser();
  const source = () => Buffer.from(JSON.stringify(answers(20)));
  const file = () => ({ source: source(), name: "answers.json" });
  const input = { dataset: "names", model: "Contested" };
  const { submission } = await submitPredictions(second, input, file());
  await publish("Contested", "names", answers(5));
  const refusal = await publishSubmission(second, submission.id).catch((error) => error);
  expect(refusal).toMatchObject({ code: "conflict", field: "name", text: { key: "models.taken" } });
  await expect(submitPredictions(second, { ...input, model: "CONTESTED " }, file())).resolves.toBeDefined();
  const third = await fixtureUser();
  await expect(submitPredictions(third, input, file())).rejects.toMatchObject({
    code: "conflict",
    field: "model",
  });

  await publishSubmission(second, submission.id, refusal.text.params.suggestion);
  const { rows } = await leaderboard("perception", "names");
  const found = rows.filter(({ model }) => model.name.endsWith("Contested"));
  expect(
    found.map(({ model, scores, submittedBy }) => [model.name, scores.overall?.value, submittedBy]),
  ).toEqual([
    [refusal.text.params.suggestion, 1, expect.stringMatching(/^user-[0-9a-f]{6}$/)],
    ["Contested", 0.25, expect.stringMatching(/^user-[0-9a-f]{6}$/)],
  ]);
  expect(await modelBadge("contested", null)).toContain("25.0 % · uploaded, not verified");
  expect(await submissionView(null, submission.id)).toMatchObject({
    model: { name: refusal.text.params.suggestion },
    submittedBy: found[0]?.submittedBy,
  });
  expect(JSON.stringify(found)).not.toContain("@");
});
