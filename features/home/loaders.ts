import { connection } from "next/server";
import { z } from "zod";
import { tasks } from "#/evaluation/tasks/task.ts";
import { type FeaturedItem, featuredItem } from "#/features/datasets/queries.ts";
import { type PublishedAnswer, publishedAnswers } from "#/features/items/queries.ts";
import { leaderboardModel } from "#/features/leaderboards/loaders.ts";
import type { TableModel } from "#/features/leaderboards/table/table-model.ts";
import { leaderboardByTask } from "#/features/leaderboards/tasks/leaderboard-by-task.ts";
import { type LedgerLine, ledgerLine } from "#/features/ledger/ledger-line.ts";
import { latestLedger, namesOfModels } from "#/features/ledger/queries.ts";
import { submittersOf } from "#/features/users/queries.ts";
import type { LedgerEntry, Task } from "#/prisma/generated/client.ts";

export type TableHead = { task: Task; dataset: string | null; table: TableModel | null; columns: number[] };
export type HomePage = {
  featured: FeaturedItem | null;
  answers: PublishedAnswer[];
  heads: TableHead[];
  ledger: ChangedLine[];
};
/** A line of the ledger with the name of the model it is about, linked while something of it is public. */
export type ChangedLine = Pick<LedgerEntry, "id" | "at" | "verb" | "subject"> &
  Omit<LedgerLine, "model" | "submission"> & {
    model: { slug: string; name: string; isPublic: boolean } | null;
    /** The display name of who submitted it. */
    by: string | null;
  };

const dayMs = 24 * 3600 * 1000;

export async function loadHome(): Promise<HomePage> {
  await connection();
  const [featured, heads, ledger] = await Promise.all([
    featuredItem(Math.floor(Date.now() / dayMs) * 37),
    tableHeads(),
    changedLately(),
  ]);
  const answers = featured ? await publishedAnswers(featured.datasetId, featured.number) : [];
  return { featured, answers: answers.filter(({ verified }) => verified).slice(0, 3), heads, ledger };
}

async function changedLately(): Promise<ChangedLine[]> {
  const lines = (await latestLedger(8)).map((entry) => ({ ...entry, ...ledgerLine(entry) }));
  const names = await namesOfModels(lines.flatMap(({ model }) => model ?? []));
  const submitters = await submittersOf(
    lines.flatMap(({ submission }) => (z.uuid().safeParse(submission).success && submission) || []),
  );
  return lines.map(({ id, at, verb, subject, model: slug, datasets, counts, submission }) => {
    const model = slug === null ? null : { slug, name: slug, isPublic: false, ...names.get(slug) };
    const by = submitters.get(submission ?? "") ?? null;
    return { id, at, verb, subject, model, datasets, counts, by };
  });
}

async function tableHeads(): Promise<TableHead[]> {
  return Promise.all(
    tasks.map(async (task) => {
      const { tables, set } = await leaderboardModel(task);
      const hasModel = (found: TableModel) => found.rows.some(({ kind }) => kind === "model");
      const table = tables.find(hasModel) ?? tables[0] ?? null;
      const { headline } = leaderboardByTask[task];
      const columns = headline.map((key) => table?.columns.findIndex((column) => column.key === key) ?? -1);
      const dataset = set?.slug ?? null;
      return { task, dataset, table, columns: columns.filter((index) => index >= 0) };
    }),
  );
}
