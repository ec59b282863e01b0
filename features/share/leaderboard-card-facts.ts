import { flatTable } from "#/features/leaderboards/export/flat-table.ts";
import { leaderboard } from "#/features/leaderboards/queries.ts";
import { leaderboardByTask } from "#/features/leaderboards/tasks/leaderboard-by-task.ts";
import { placeValue } from "#/features/model-pages/model-places.ts";
import type { CardFacts } from "#/features/share/draw-card.ts";
import names from "#/messages/en/common.json" with { type: "json" };
import texts from "#/messages/en/leaderboard.json" with { type: "json" };
import type { Task } from "#/prisma/generated/client.ts";

/** Resolves with what the preview of a link to a leaderboard shows: the first four of its first table with models, on one axis. */
export async function leaderboardCardFacts(task: Task): Promise<CardFacts> {
  const board = await leaderboard(task);
  const { columns, rows } = flatTable(board);
  const dataset = board.dataset?.slug ?? "average";
  const known: Record<string, string> = names.datasets;
  const at = columns.findIndex(({ key }) => key === leaderboardByTask[task].ranked.column(dataset));
  const all = rows.filter(({ row }) => row.model.kind === "model");
  const table = board.tables.find((key) => all.some(({ row }) => row.table === key));
  const models = all.filter(({ row }) => row.table === table);
  const values = models.flatMap(({ figures }) => figures[at]?.value ?? []);
  const ends = models.flatMap(({ figures }) => [figures[at]?.low ?? [], figures[at]?.high ?? []].flat());
  const range = [Math.min(...values, ...ends), Math.max(...values, ...ends)] as const;
  const lines = models.slice(0, 4).flatMap(({ row, figures }) => {
    const figure = figures[at];
    const { value, best, worst } = row.rank;
    if (figure?.value === null || figure === undefined) return [];
    return {
      label: row.model.name,
      value: placeValue(task, figure),
      rank: value === null || best === null || best === worst ? null : `${best}–${worst}`,
      point: figure.value,
      low: figure.low,
      high: figure.high,
      others: values,
      range,
    };
  });
  const set = board.dataset ? (known[dataset] ?? dataset) : texts.allDatabases;
  return {
    title: texts.title[task],
    under: [set, `${models.length} models`, table === "uploaded" ? texts.tables.uploaded : null]
      .filter(Boolean)
      .join(" · "),
    lines,
    foot: "Bar: 95 % interval. Small figures: the ranks a model may have. Ticks: all models.",
  };
}
