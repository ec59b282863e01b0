import { writeSync } from "node:fs";
import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { importDataset } from "#/features/dataset-import/import-dataset.ts";
import { latestDataset } from "#/features/datasets/queries.ts";
import { itemTexts } from "#/features/predictions/queries.ts";
import type { SentFile } from "#/features/predictions/receive-file.ts";
import { scorePredictions, scoringLimits } from "#/features/predictions/score-predictions.ts";
import { checkPredictions, submitPredictions } from "#/features/predictions/submit-predictions.ts";
import { boardQuotas } from "#/features/quotas/board-quotas.ts";
import { createUser } from "#/features/users/create-user.ts";
import { db } from "#/lib/db.ts";
import { openNamelessFile } from "#/lib/open-nameless-file.ts";
import { useTestDatabase } from "#/test/test-database.ts";

useTestDatabase();

const items = 12_000;
let folder = "";
let owner: Awaited<ReturnType<typeof createUser>>;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "q-bench-board-strangers-"));
  owner = await createUser({ email: "owner@example.org" });
  const photos = Array.from({ length: items }, (_, n) => ({
    img_path: `${n}.png`,
    gt_score: (n * 7919) % 997,
  }));
  for (const [slug, answers] of [
    ["open", "public"],
    ["shut", "hidden"],
  ] as const) {
    await writeFile(join(folder, "mos.json"), JSON.stringify(photos));
    await importDataset({ file: join(folder, "mos.json"), as: "iqa", slug, answers });
  }
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const table = (score: (n: number) => number) =>
  ["img_path,score", ...Array.from({ length: items }, (_, n) => `${n}.png,${score(n)}`)].join("\n");
const good = table((n) => (n * 7919) % 1009);

/** A body of which it is known whether anybody began to read it. */
function watched(content: string | Uint8Array = good): SentFile & { wasRead: () => boolean } {
  let isRead = false;
  async function* source() {
    isRead = true;
    yield Buffer.from(content);
  }
  return { name: "watched.csv", source: source(), wasRead: () => isRead };
}

/** Sends a little and then nothing, for as long as it is let. */
function drip(): SentFile & { left: Promise<void> } {
  const left = Promise.withResolvers<void>();
  const source: AsyncIterable<Uint8Array> = {
    async *[Symbol.asyncIterator]() {
      try {
        yield Buffer.from("img_path,");
        await new Promise(() => {});
      } finally {
        left.resolve();
      }
    },
  };
  return { name: "drip.csv", source, left: left.promise };
}

describe("before a byte is read", () => {
  it.each([
    ["a visitor", false, { dataset: "open", model: "M" }, /Sign in/],
    ["no model", true, { dataset: "open" }, /model/],
    ["an unknown dataset", true, { dataset: "none", model: "M" }, /no dataset none/],
  ])("refuses %s", async (_, isUser, input, words) => {
    const file = watched();
    await expect(submitPredictions(isUser ? owner : null, input, file)).rejects.toThrow(words);
    expect(file.wasRead()).toBe(false);
  });

  it("refuses what is over the day's submissions, or over the budget of hidden answers", async () => {
    const eager = await createUser({ email: "eager@example.org" });
    await db().user.update({
      where: { id: eager.id },
      data: { submissionsADay: 1, hiddenSubmissionsADay: 0 },
    });
    const unasked = watched();
    await expect(submitPredictions(eager, { dataset: "shut", model: "M" }, unasked)).rejects.toMatchObject({
      code: "forbidden",
      text: { key: "hiddenKeys.notAdmitted" },
    });
    await db().admission.create({ data: { userId: eager.id, datasetSlug: "shut", state: "granted" } });
    await expect(submitPredictions(eager, { dataset: "shut", model: "M" }, unasked)).rejects.toMatchObject({
      code: "forbidden",
      text: { key: "hiddenKeys.noFiles" },
    });
    expect(unasked.wasRead()).toBe(false);
    await db().hiddenSet.create({ data: { datasetSlug: "shut", takesFiles: true } });
    const hidden = watched();
    await expect(submitPredictions(eager, { dataset: "shut", model: "M" }, hidden)).rejects.toMatchObject({
      code: "rate-limited",
    });
    expect(hidden.wasRead()).toBe(false);
    await submitPredictions(eager, { dataset: "open", model: "M" }, watched());
    const second = watched();
    await expect(submitPredictions(eager, { dataset: "open", model: "M" }, second)).rejects.toMatchObject({
      code: "rate-limited",
      message: expect.stringMatching(/1 submissions in 24 hours/),
    });
    expect(second.wasRead()).toBe(false);
    expect(boardQuotas.submissionsADay).toBeGreaterThan(1);
  });

  it("refuses a file that says it is too large", async () => {
    const file = { ...watched(), declaredBytes: 200 * 2 ** 20 };
    await expect(checkPredictions(owner, { dataset: "open" }, file)).rejects.toMatchObject({
      code: "too-large",
      message:
        "watched.csv is larger than 64 MiB. Compress it with gzip, or leave out columns that are not needed.",
    });
    expect(file.wasRead()).toBe(false);
  });
});

describe("while it arrives", () => {
  it("ends a file at the cap, lets go of its sender, and leaves nothing behind", async () => {
    let sent = 0;
    let isLeft = false;
    async function* endless() {
      try {
        for (;;) {
          sent += 2 ** 20;
          yield Buffer.alloc(2 ** 20, " ");
        }
      } finally {
        isLeft = true;
      }
    }
    const file = { name: "endless.json", source: endless() };
    await expect(checkPredictions(owner, { dataset: "open" }, file)).rejects.toMatchObject({
      code: "too-large",
    });
    expect(sent).toBeLessThanOrEqual(66 * 2 ** 20);
    expect(isLeft).toBe(true);
    const left = (await readdir(tmpdir())).filter((name) => /^q-bench-board-[0-9a-f]{8}-/.test(name));
    expect(left).toEqual([]);
  });

  it("holds up nobody with files that never end, of which an account has only a few", async () => {
    const slow = await createUser({ email: "slow@example.org" });
    const drips = Array.from({ length: 3 }, drip);
    const ended = drips.map((file) => checkPredictions(slow, { dataset: "open" }, file));
    for (const one of ended) one.catch(() => {});
    await expect(checkPredictions(owner, { dataset: "open" }, watched())).resolves.toMatchObject({
      n: items,
    });
    await expect
      .poll(() => checkPredictions(slow, { dataset: "open" }, watched()).catch(({ code }) => code))
      .toBe("rate-limited");
  });
});

describe("while it is scored", () => {
  async function scoring(content: string | Uint8Array, limits: Partial<typeof scoringLimits>) {
    const dataset = await latestDataset("open");
    if (!dataset) throw new Error("There is no dataset.");
    const descriptor = openNamelessFile();
    const bytes = Buffer.from(content);
    writeSync(descriptor, bytes);
    const file = { name: "answers.csv", descriptor, bytes: bytes.length };
    const asked = { dataset, items: itemTexts(dataset.id), file, scored: true };
    return scorePredictions(asked, async ({ n, scores }) => ({ n, scores }), { ...scoringLimits, ...limits });
  }

  it("ends what takes more processor time than it may, tells its owner so, and goes on with the next", async () => {
    const mostlyEqual = table((n) => (n % 3 === 0 ? n : 1));
    await expect(scoring(mostlyEqual, { score: 50 })).rejects.toMatchObject({
      code: "too-large",
      message:
        "answers.csv takes more than 0.05 s of processor time to read and score. Leave out the columns that are not needed, or send it as CSV.",
      fields: { file: [expect.stringContaining("answers.csv takes more")] },
    });
    expect((await scoring(good, {})).n).toBe(items);
  });

  it("gives a file's own faults back as they are, and takes the next one by the same thread", async () => {
    await expect(scoring("img_path,score\n1.png,x\n", {})).rejects.toMatchObject({
      code: "bad-input",
      fields: { file: ['line 2: score is "x", not a number'] },
    });
    const { n, scores } = await scoring("img_path,score\n1.png,1\n2.png,2\n", {});
    expect([n, scores.length]).toEqual([2, 3]);
  });

  it("stores the same from many parts as the file says, texts of every kind included", async () => {
    await writeFile(
      join(folder, "ask.json"),
      JSON.stringify(
        Array.from({ length: 40 }, (_, n) => ({
          img_path: `q${n}.png`,
          question: `Which is ${n}?`,
          candidates: ["Low", "High"],
          correct_ans: "High",
          type: 0,
          concern: 0,
        })),
      ),
    );
    await importDataset({ file: join(folder, "ask.json"), as: "llvisionqa", slug: "ask", answers: "public" });
    const answers = Array.from(
      { length: 39 },
      (_, n) => `B. ${String.fromCodePoint(0x1f600 + n)} ${"long ".repeat(n * 900)}\0end`,
    );
    answers[1] = "x".repeat(150_000);
    answers[2] = "half \ud800";
    const rows = answers.map((response, index) => JSON.stringify({ index, response }));
    const file = { name: "a.jsonl.gz", source: gzipSync(rows.join("\n")) };
    const { submission } = await submitPredictions(owner, { dataset: "ask", model: "Long" }, file);
    const stored = await db().itemResult.findMany({
      where: { run: { submissionId: submission.id } },
      orderBy: { item: "asc" },
    });
    const kept = answers.map((text) => text.slice(0, 100_000).toWellFormed().replaceAll("\0", "\ufffd"));
    expect(stored.map(({ response }) => response)).toEqual([...kept, null]);
    expect(stored.map(({ attempts }) => attempts)).toEqual(new Array(40).fill(0));
    expect(stored.at(-1)).toMatchObject({
      outcome: "absent",
      error: "The file has no prediction for this item.",
    });
    expect(stored[5]).toMatchObject({ outcome: "correct", parsed: 1 });
  });
});
