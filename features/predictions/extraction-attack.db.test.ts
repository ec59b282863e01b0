import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { User } from "#/features/access/actor.ts";
import { importDataset } from "#/features/dataset-import/import-dataset.ts";
import { leakMeter } from "#/features/hidden-keys/leak-meter.ts";
import { submitPredictions } from "#/features/predictions/submit-predictions.ts";
import { decidePublication } from "#/features/submissions/publication/decide-publication.ts";
import { publishSubmission } from "#/features/submissions/publish-submission.ts";
import { submissionView } from "#/features/submissions/queries.ts";
import { createUser } from "#/features/users/create-user.ts";
import { db } from "#/lib/db.ts";
import { fixtureAdmission } from "#/test/submission-fixtures.ts";
import { useTestDatabase } from "#/test/test-database.ts";

useTestDatabase();

const letters = ["A", "B", "C"];
let folder = "";
let admin: User;
let serial = 0;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "q-bench-board-attack-"));
  admin = await createUser({ email: "admin@example.org", isAdmin: true });
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function load(slug: string, as: "llvisionqa" | "iqa", rows: readonly object[]): Promise<void> {
  const file = join(folder, `${slug}.json`);
  await writeFile(file, JSON.stringify(rows));
  await importDataset({ file, as, slug, answers: "hidden" });
}

const questions = (count: number) =>
  Array.from({ length: count }, (_, n) => ({
    type: n % 3,
    concern: n % 4,
    question: `Which is question ${n}?`,
    img_path: `q${n}.png`,
    candidates: ["Low", "High", "Medium"],
    correct_ans: ["Low", "High", "Medium"][(n * 7919) % 3],
  }));

const newUser = () => createUser({ email: `account-${++serial}@example.org` });

/** Sends a file of drawn answers. */
async function send(user: User, dataset: string, rows: readonly object[]): Promise<string> {
  const source = Buffer.from(rows.map((row) => `${JSON.stringify(row)}\n`).join(""));
  const input = { dataset, model: `Model ${++serial}` };
  const { submission, report } = await submitPredictions(user, input, { source, name: "a.jsonl" });
  expect(report.scores).toEqual({});
  return submission.id;
}

const drawn = (items: ReturnType<typeof questions>) =>
  items.map(({ img_path }) => ({ img_path, response: letters[Math.floor(Math.random() * 3)] }));
const rated = (count: number) =>
  Array.from({ length: count }, (_, n) => ({ img_path: `p${n}.png`, pred_score: Math.random() }));

it.each(["llvisionqa", "iqa"] as const)(
  "without admission nothing is scored, and twenty admitted accounts are paused by what they were told: %s",
  async (as) => {
    const [slug, count] = [`attacked-${as}`, 240];
    const asked = questions(count);
    const mos = rated(count).map(({ img_path }, n) => ({ img_path, gt_score: ((n * 7919) % 997) / 10 }));
    await load(slug, as, as === "iqa" ? mos : asked);
    const file = () => (as === "iqa" ? rated(count) : drawn(asked));
    for (let fresh = 0; fresh < 4; fresh++)
      await expect(send(await newUser(), slug, file())).rejects.toMatchObject({ code: "forbidden" });
    expect(await db().run.count({ where: { dataset: { slug } } })).toBe(0);

    const accounts = await Promise.all(Array.from({ length: 20 }, newUser));
    for (const account of accounts) await fixtureAdmission(account, slug);
    const told: number[] = [];
    const paused: User[] = [];
    for (let round = 0; round < 3; round++)
      for (const account of accounts) {
        const id = await send(account, slug, file()).catch((error: { text?: { key: string } }) => {
          expect(error.text?.key).toBe("hiddenKeys.paused");
          paused.push(account);
        });
        if (!id) continue;
        const [run] = (await submissionView(account, id)).runs;
        const figures = Object.values(run?.scores ?? {});
        told.push(figures.length);
        expect(figures.every(({ low, high }) => low === null && high === null)).toBe(true);
      }
    const meter = await leakMeter(slug);
    expect(Math.max(...told)).toBe(1);
    expect(meter).toMatchObject({ isPaused: true, warns: true });
    expect(meter.counted / (meter.keyBits ?? 0)).toBeLessThan(0.13);
    expect(paused.length).toBe(60 - told.length);
    await expect(send(accounts[0] ?? admin, slug, file())).rejects.toMatchObject({ code: "conflict" });
  },
  120_000,
);

it("forty accounts with one approved publication each on 1,495 questions are not paused", async () => {
  const slug = "honest";
  const asked = questions(1495);
  await load(slug, "llvisionqa", asked);
  for (let account = 0; account < 40; account++) {
    const user = await newUser();
    await fixtureAdmission(user, slug);
    const id = await send(user, slug, drawn(asked));
    await publishSubmission(user, id);
    await decidePublication(admin, { submission: id, dataset: slug, decision: "approve" });
  }
  const meter = await leakMeter(slug);
  expect(meter).toMatchObject({ counted: 0, isPaused: false, warns: false });
  expect(meter.approved).toBeGreaterThan(40 * 20);
}, 240_000);
