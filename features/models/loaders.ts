import { notFound } from "next/navigation";
import { connection } from "next/server";
import { getTranslations } from "next-intl/server";
import { cache } from "react";
import { assessmentBoard } from "#/features/leaderboards/assessment-board.ts";
import { descriptionBoard } from "#/features/leaderboards/description-board.ts";
import type { FigureBoard, Label } from "#/features/leaderboards/figure-board.ts";
import type { FigureRow, FigureTable } from "#/features/leaderboards/figure-table.ts";
import { perceptionBoard } from "#/features/leaderboards/perception-board.ts";
import {
  assessmentLeaderboard,
  descriptionLeaderboard,
  perceptionLeaderboard,
} from "#/features/leaderboards/queries.ts";
import { modelBySlug, type RunFacts, runFacts } from "#/features/models/queries.ts";
import { env } from "#/lib/env.ts";
import type { Model, Task } from "#/prisma/generated/client.ts";

/** A model's rows in one leaderboard, with the people of the same table to compare with. */
export type ModelSection = {
  task: Task;
  dataset: string | null;
  board: FigureBoard;
  table: FigureTable;
  rows: FigureRow[];
  people: FigureRow[];
};

export type ModelPage = { model: Model; sections: ModelSection[]; runs: RunFacts[]; address: string };

export const loadModel = cache(async (slug: string): Promise<ModelPage> => {
  await connection();
  const { entries, ...model } = (await modelBySlug(slug)) ?? notFound();
  if (entries.length === 0) notFound();
  const t = await getTranslations();
  const label: Label = (path) => (t.has(path) ? t(path) : (path.split(".").at(-1) ?? path));
  const datasets = (task: Task) => [
    ...new Set(entries.filter((entry) => entry.task === task).map(({ datasetSlug }) => datasetSlug)),
  ];
  const official = (name: string) => !name.startsWith("demo-");
  const assessment = datasets("assessment");
  const sections = await Promise.all([
    ...datasets("perception").map(async (name) =>
      sectionsOf(slug, "perception", name, perceptionBoard(await perceptionLeaderboard(name), label)),
    ),
    ...datasets("description").map(async (name) =>
      sectionsOf(slug, "description", name, descriptionBoard(await descriptionLeaderboard(name), label)),
    ),
    ...(assessment.some(official)
      ? [
          assessmentLeaderboard().then((found) =>
            sectionsOf(slug, "assessment", null, assessmentBoard(found, label)),
          ),
        ]
      : []),
    ...assessment
      .filter((name) => !official(name))
      .map(async (name) =>
        sectionsOf(slug, "assessment", name, assessmentBoard(await assessmentLeaderboard(name), label)),
      ),
  ]);
  const runs = await runFacts(model.id);
  return { model, sections: sections.flat(), runs, address: env().NEXTAUTH_URL };
});

function sectionsOf(slug: string, task: Task, dataset: string | null, board: FigureBoard): ModelSection[] {
  return board.tables.flatMap((table) => {
    const rows = table.rows.filter((row) => row.slug === slug);
    const people = table.rows.filter((row) => row.kind === "human" && row.slug !== slug);
    return rows.length > 0 ? [{ task, dataset, board, table, rows, people }] : [];
  });
}
