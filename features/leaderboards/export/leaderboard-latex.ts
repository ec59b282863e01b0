import { exportLatex } from "#/features/leaderboards/export/export-text.ts";
import type { AnyLeaderboard } from "#/features/leaderboards/ranking/leaderboard-row.ts";
import type { Label } from "#/features/leaderboards/table/leaderboard-model.ts";
import { leaderboardByTask } from "#/features/leaderboards/tasks/leaderboard-by-task.ts";
import common from "#/messages/en/common.json" with { type: "json" };
import leaderboard from "#/messages/en/leaderboard.json" with { type: "json" };

/** Returns the board as the page exports it in English, without the columns that only detail is in. */
export function leaderboardLatex(board: AnyLeaderboard): string {
  const { flatColumns, toModel } = leaderboardByTask[board.task];
  const main = flatColumns(board).flatMap(({ key, detail }) => (detail ? [] : key));
  const { tables } = toModel(board, englishLabel);
  const columns = (tables[0]?.columns ?? []).flatMap(({ key }, index) => (main.includes(key) ? [index] : []));
  return exportLatex(
    tables.map((table) => ({ table, rows: table.rows })),
    columns,
    {
      task: board.task,
      dataset: board.dataset?.slug ?? null,
      version: board.dataset?.version ?? null,
      asOf: null,
      address: "",
    },
  );
}

const englishLabel: Label = (path) => {
  const parts = path.split(".");
  let found: unknown = { common, leaderboard };
  for (const part of parts) {
    found = typeof found === "object" && found !== null ? Reflect.get(found, part) : undefined;
  }
  return typeof found === "string" ? found : (parts.at(-1) ?? path);
};
