import type { Command } from "#/cli/command.ts";
import { tasks } from "#/evaluation/tasks/task.ts";
import { flatTable } from "#/features/leaderboards/export/flat-table.ts";
import { leaderboardAnswer } from "#/features/leaderboards/export/leaderboard-answer.ts";
import { leaderboardCsv } from "#/features/leaderboards/export/leaderboard-csv.ts";
import { leaderboardLatex } from "#/features/leaderboards/export/leaderboard-latex.ts";
import { leaderboardText } from "#/features/leaderboards/export/leaderboard-text.ts";
import { leaderboard, leaderboardDatasets } from "#/features/leaderboards/queries.ts";
import type { AnyLeaderboard } from "#/features/leaderboards/ranking/leaderboard-row.ts";
import { AppError } from "#/lib/errors.ts";

const formats: Record<string, (board: AnyLeaderboard) => string> = {
  table: leaderboardText,
  csv: (board) => leaderboardCsv(flatTable(board)),
  json: (board) => `${JSON.stringify(leaderboardAnswer(board), null, 2)}\n`,
  latex: leaderboardLatex,
};

export const showLeaderboard: Command = {
  name: "leaderboard",
  about: "Prints the public leaderboard of a task: perception, description or assessment.",
  args: ["TASK"],
  argChoices: { TASK: tasks },
  options: {
    dataset: { about: "one dataset (assessment: all seven databases without it)", value: "SLUG" },
    format: { about: "how to print it (default: table)", choices: Object.keys(formats) },
  },
  async run({ option, needed }) {
    const task = tasks.find((name) => name === needed("TASK")) ?? "perception";
    const slug = option("dataset");
    if (slug !== undefined) await refuseUnknown(task, slug);
    const board = await leaderboard(task, slug);
    const print = formats[option("format") ?? "table"] ?? leaderboardText;
    return { value: leaderboardAnswer(board), text: print(board) };
  },
};

async function refuseUnknown(task: (typeof tasks)[number], slug: string): Promise<void> {
  const known = (await leaderboardDatasets(task)).map((dataset) => dataset.slug);
  if (known.includes(slug)) return;
  throw new AppError("not-found", `${slug} is no dataset of ${task}. Known: ${known.join(", ") || "none"}.`);
}
