import { describe, expect, it } from "vitest";
import { auditLog } from "#/features/access/queries.ts";
import { leaderboard } from "#/features/leaderboards/queries.ts";
import { compareEntries } from "#/features/leaderboards/significance/compare-waiting-entries.ts";
import { modelBadge } from "#/features/model-pages/model-badge.ts";
import { verifyAnswers } from "#/features/submissions/verify-answers.ts";
import { db } from "#/lib/db.ts";
import { usePredictionsFixtures } from "#/test/predictions-fixtures.ts";
import { fixtureUser } from "#/test/submission-fixtures.ts";
import { useTestDatabase } from "#/test/test-database.ts";

useTestDatabase();

const { owner, load, publish } = usePredictionsFixtures();

const asked = Array.from({ length: 200 }, (_, n) => ({
  type: 0,
  concern: 0,
  question: "Sharp?",
  img_path: `${n}.png`,
  candidates: ["Yes", "No"],
  correct_ans: "Yes",
}));
const answers = (right: (n: number) => boolean) =>
  asked.map((item, n) => ({ ...item, response: right(n) ? "A" : "B" }));

/** As if an endpoint had given the answers. */
async function measured(submissionId: string): Promise<void> {
  await db().submission.update({ where: { id: submissionId }, data: { kind: "endpoint" } });
  await db().entry.updateMany({
    where: { run: { submissionId } },
    data: { source: "measured", comparedAt: null },
  });
}

/** The rows of models; the board has computed ones too. */
async function rowsOn(dataset: string) {
  const { rows } = await leaderboard("perception", dataset);
  const models = rows.filter(({ model }) => model.kind === "model");
  return models.map(({ table, source, verified, rank }) => [table, source, verified, rank.value]);
}

describe("uploaded answers", () => {
  it("stand apart until a measured run of the same model gives the same answers", async () => {
    await load("apart", "llvisionqa", asked);
    await publish(
      "Claimed",
      "apart",
      answers((n) => n < 150),
    );
    expect(await rowsOn("apart")).toEqual([["uploaded", "uploaded", false, 1]]);
    expect(await modelBadge("claimed", null)).toContain("75.0 % · uploaded, not verified");

    // Another 15 points would show: this one is worse by more than chance and its answers differ.
    await measured(
      await publish(
        "Claimed",
        "apart",
        answers((n) => n < 120),
      ),
    );
    await compareEntries("apart");
    expect(await rowsOn("apart")).toEqual([
      ["multiple-choice", "measured", true, 1],
      ["uploaded", "uploaded", false, 1],
    ]);
    expect(await modelBadge("claimed", null)).toContain("60.0 % · rank 1");

    await measured(
      await publish(
        "Claimed",
        "apart",
        answers((n) => n < 149 || n === 199),
      ),
    );
    await compareEntries("apart");
    expect(
      (await rowsOn("apart")).map(([table, source, verified]) => [table, source, verified]).sort(),
    ).toEqual([
      ["multiple-choice", "measured", true],
      ["multiple-choice", "uploaded", true],
    ]);
    expect(await db().ledgerEntry.findFirst({ where: { verb: "answers-verified" } })).toMatchObject({
      subject: "claimed on apart",
      detail: { by: "measured run" },
    });
  });

  it("join the others where an administrator vouches for them, with a reason", async () => {
    await load("vouched", "llvisionqa", asked);
    const id = await publish(
      "Trusted",
      "vouched",
      answers((n) => n < 150),
    );
    await expect(verifyAnswers(owner(), id, "seen")).rejects.toMatchObject({ code: "forbidden" });
    const admin = await fixtureUser(true);
    await expect(verifyAnswers(admin, id, " \u200b ")).rejects.toMatchObject({ code: "bad-input" });
    await verifyAnswers(admin, id, "Its authors sent the log of the run.");
    expect(await rowsOn("vouched")).toEqual([["multiple-choice", "uploaded", true, 1]]);
    await expect(verifyAnswers(admin, id, "again")).rejects.toMatchObject({ code: "conflict" });
    const [line] = await auditLog({ limit: 1, verb: "answers-verified" });
    expect(line).toMatchObject({ actor: admin.email, subject: id });
    expect(line?.detail).toEqual({ reason: "Its authors sent the log of the run." });
  });
});
