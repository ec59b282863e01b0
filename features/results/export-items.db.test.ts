import { text } from "node:stream/consumers";
import { parse } from "csv-parse/sync";
import { describe, expect, it } from "vitest";
import { exportItems } from "#/features/results/export-items.ts";
import { createUser } from "#/features/users/create-user.ts";
import { restoreFormula } from "#/lib/csv.ts";
import { db } from "#/lib/db.ts";
import type { AnswerVisibility, ItemOutcome, Task } from "#/prisma/generated/client.ts";
import { useTestDatabase } from "#/test/test-database.ts";

useTestDatabase();

const nasty = [
  "plain",
  '=HYPERLINK("x")',
  "'+1",
  '"',
  'a,"b"\r\n=c',
  "",
  "\\N",
  "\\",
  "\t-1",
  "＝量",
  "\u2028@\u200b",
  "{}",
];
const outcomes: ItemOutcome[] = [
  "correct",
  "wrong",
  "unparsed",
  "refused",
  "starved",
  "error",
  "answered",
  "absent",
];
const numbers = [0, -0.1, 1e-7, 123456.789, 1 / 3, 2e21, null];
const count = 1203;
const at = <T>(list: readonly T[], n: number) => list[n % list.length] as T;

async function run(task: Task, answers: AnswerVisibility): Promise<{ id: string; slug: string }> {
  const slug = `${task}-${answers}`;
  const dataset = await db().dataset.create({
    data: {
      slug,
      version: 1,
      task,
      answers,
      hasAnswers: true,
      contentHash: slug,
      itemCount: count,
      imageCount: 0,
      sourceFile: "test",
    },
  });
  const owner = await createUser({ email: `${slug}@example.org` });
  const model = await db().model.create({ data: { slug, name: slug } });
  const versions = { protocolVersion: "p", promptVersion: "p", parserVersion: "p" };
  const submission = await db().submission.create({
    data: {
      ownerId: owner.id,
      modelId: model.id,
      kind: "predictions",
      publishedAt: new Date(),
      runs: { create: { datasetId: dataset.id, status: "finished", total: count, rung: "P", ...versions } },
    },
    include: { runs: true },
  });
  await addItems(dataset.id, submission.runs[0]?.id ?? 0);
  return { id: submission.id, slug };
}

async function addItems(datasetId: number, runId: number): Promise<void> {
  const every = Array.from({ length: count }, (_, n) => n);
  await db().item.createMany({
    data: every.map((n) => ({
      datasetId,
      number: n,
      imagePath: `${at(nasty, n)}${n}`,
      subset: at([null, null, "compare", "joint", ...nasty], n),
      questionType: n % 4 === 3 ? null : n % 4,
      concern: n % 5 === 4 ? null : n % 5,
      question: at(nasty, n + 1),
      options: nasty.slice(0, n % nasty.length),
      correctOption: n % 3,
      reference: at(nasty, n + 2),
      mos: at(numbers, n),
    })),
  });
  await db().itemResult.createMany({
    data: every
      .filter((n) => n % 11 > 0)
      .map((n) => ({
        runId,
        item: n,
        outcome: at(outcomes, n),
        parsed: n % 13 ? n % 14 : null,
        parsedBy: n % 3 ? "letter" : null,
        score: at(numbers, n + 1),
        logprobDifference: at(numbers, n + 3),
        censored: n % 3 ? n % 2 === 0 : null,
        latencyMs: n % 7 ? n : null,
        error: n % 4 ? null : at(nasty, n + 3),
        response: n % 6 ? at(nasty, n + 4) : null,
      })),
  });
  const template = { templateVersion: "1", templates: {}, rounds: 3, temperature: 1 };
  const judge = await db().judge.create({ data: { key: `${runId}`, label: "J", model: "j", ...template } });
  const judgement = await db().judgement.create({ data: { runId, judgeId: judge.id, status: "finished" } });
  await db().judgeRating.createMany({
    data: every.flatMap((n) =>
      (["completeness", "precision"] as const).flatMap((aspect) =>
        Array.from({ length: n % 4 }, (_, round) => ({
          judgementId: judgement.id,
          item: n,
          aspect,
          round,
          rating: (n + round) % 5 > 2 ? null : (n + round) % 5,
          attempts: 1,
          contentKey: "k",
        })),
      ),
    ),
  });
}

describe.each(["perception", "description", "assessment"] as const)("%s", (task) => {
  it.each(["public", "hidden"] as const)("says the same as CSV and as JSON, answers %s", async (answers) => {
    const { id, slug } = await run(task, answers);
    const lines = (await text(await exportItems(null, id, slug, "jsonl"))).trimEnd().split("\n");
    const csv = await text(await exportItems(null, id, slug, "csv"));
    const rows: Record<string, string>[] = parse(csv, { columns: true, record_delimiter: "\r\n" });
    const records = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(rows).toHaveLength(count);
    expect(rows.map((row, n) => typed(row, records[n] ?? {}))).toEqual(
      records.map(({ sent: _, ...record }) => record),
    );
    expect(csv.split("\r\n")[0]?.includes(",correct") ?? false).toBe(
      task === "perception" && answers === "public",
    );
  });
});

/** A row of CSV with the types that JSON has. */
function typed(row: Record<string, string>, like: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(row).map(([name, cell]) => {
      const value = like[name];
      if (value === null) return [name, cell === "" ? null : cell];
      if (typeof value === "number") return [name, Number(cell)];
      if (typeof value === "string") return [name, restoreFormula(cell)];
      return [name, JSON.parse(cell)];
    }),
  );
}
