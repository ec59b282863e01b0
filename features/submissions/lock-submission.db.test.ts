import { expect, it } from "vitest";
import { auditLog } from "#/features/access/queries.ts";
import { leaderboard } from "#/features/leaderboards/queries.ts";
import { lockSubmission, unlockSubmission } from "#/features/submissions/lock-submission.ts";
import { publishSubmission } from "#/features/submissions/publish-submission.ts";
import { submissionView } from "#/features/submissions/queries.ts";
import { db } from "#/lib/db.ts";
import { usePredictionsFixtures } from "#/test/predictions-fixtures.ts";
import { fixtureUser } from "#/test/submission-fixtures.ts";
import { useTestDatabase } from "#/test/test-database.ts";

useTestDatabase();

const { owner, load, publish } = usePredictionsFixtures();
const reason = "These are the answers of another paper.";

async function modelRows() {
  const { rows } = await leaderboard("perception", "locks");
  return rows.filter(({ model }) => model.kind === "model").length;
}

it("keeps what an administrator withdrew withdrawn, and tells its owner why", async () => {
  const asked = Array.from({ length: 20 }, (_, n) => ({
    type: 0,
    concern: 0,
    question: "Sharp?",
    img_path: `${n}.png`,
    candidates: ["Yes", "No"],
    correct_ans: "Yes",
  }));
  await load("locks", "llvisionqa", asked);
  const id = await publish(
    "Copied",
    "locks",
    asked.map((item) => ({ ...item, response: "A" })),
  );
  expect(await modelRows()).toBe(1);
  const [admin, other] = [await fixtureUser(true), await fixtureUser()];
  await expect(lockSubmission(owner(), id, reason)).rejects.toMatchObject({ code: "forbidden" });
  await expect(lockSubmission(null, id, reason)).rejects.toMatchObject({ code: "unauthenticated" });
  await expect(lockSubmission(admin, id, "  ")).rejects.toMatchObject({ code: "bad-input" });
  expect(await submissionView(admin, id)).toMatchObject({ may: { verify: true, lock: true, unlock: false } });
  expect(await submissionView(owner(), id)).toMatchObject({ may: { verify: false, lock: false } });

  await lockSubmission(admin, id, reason);
  expect(await modelRows()).toBe(0);
  const refusal = { code: "forbidden", text: { key: "submissions.locked", params: { reason } } };
  await expect(publishSubmission(owner(), id)).rejects.toMatchObject(refusal);
  await expect(publishSubmission(admin, id)).rejects.toMatchObject(refusal);
  expect(await submissionView(owner(), id)).toMatchObject({ lockReason: reason, may: { publish: false } });
  await expect(submissionView(other, id)).rejects.toMatchObject({ code: "not-found" });
  const [line] = await auditLog({ limit: 1, verb: "submission-locked" });
  expect(line).toMatchObject({ actor: admin.email, subject: id, detail: { reason } });
  const last = await db().ledgerEntry.findFirst({ orderBy: { id: "desc" } });
  expect(last).toMatchObject({ verb: "submission-unpublished", subject: "copied" });

  await unlockSubmission(admin, id, "The authors agree.");
  await publishSubmission(owner(), id);
  expect(await modelRows()).toBe(1);
});
