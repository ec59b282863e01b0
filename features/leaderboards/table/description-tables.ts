import type { Estimate } from "#/evaluation/statistics/estimate.ts";
import { dimensions } from "#/evaluation/tasks/description/dimensions.ts";
import type { JudgeFacts } from "#/features/leaderboards/entries/published-entry.ts";
import type {
  DescriptionLeaderboard,
  DescriptionScores,
} from "#/features/leaderboards/ranking/leaderboard-row.ts";
import type { Label, LeaderboardModel } from "#/features/leaderboards/table/leaderboard-model.ts";
import type { TableColumn, TableModel } from "#/features/leaderboards/table/table-model.ts";
import { commonCount, tableRows } from "#/features/leaderboards/table/table-rows.ts";

const shares = ["p0", "p1", "p2"] as const;
const keys = [
  "sum",
  ...dimensions.flatMap((dimension) => [...shares.map((p) => `${dimension}.${p}`), dimension]),
  "invalid",
];
const ownTitle = ["measured", "reported", "uploaded"];

export function descriptionTables(board: DescriptionLeaderboard, label: Label): LeaderboardModel {
  const at = (desired: readonly string[]) => desired.map((key) => keys.indexOf(key));
  const hasInvalid = board.rows.some(({ scores }) => (scores.invalid?.value ?? 0) > 0);
  const shown = keys.filter((key) => key !== "invalid" || hasInvalid);
  return {
    tables: board.tables.map((key, place) => {
      const rows = tableRows(
        board.rows.filter((row) => row.table === key),
        (scores) => keys.map((column) => scoreAt(scores, column)),
        label,
        board.dataset?.slug ?? board.task,
      );
      return {
        key,
        ...titleOf(key, place, board.judges[key], label),
        rankedBy: "sum",
        smallest: board.smallestDifference[key] ?? null,
        columns: keys.map((column, index) => ({
          ...descriptionColumn(column, label),
          items: board.dataset?.version ? `/datasets/${board.dataset.slug}` : undefined,
          n: commonCount(rows, index),
        })),
        rows,
      };
    }),
    views: [
      { key: "all", label: label("leaderboard.views.shares"), columns: at(shown) },
      { key: "score", label: label("leaderboard.views.score"), columns: at(["sum", ...dimensions]) },
    ],
    charts: dimensions.map((dimension) => ({
      kind: "shares",
      title: label(`leaderboard.charts.${dimension}`),
      columns: at(shares.map((p) => `${dimension}.${p}`)),
      labels: ["P0", "P1", "P2"],
    })),
  };
}

/** A judge's table always says whose it is; the first one of another kind needs no title. */
function titleOf(
  key: string,
  index: number,
  judge: JudgeFacts | undefined,
  label: Label,
): Pick<TableModel, "title" | "note"> {
  if (!ownTitle.includes(key)) {
    return {
      title: `${label("leaderboard.judgeTable")}${judge ? judgeText(judge, label) : key}`,
      note: label("leaderboard.judgeTableNote"),
    };
  }
  if (index === 0) return { title: null, note: null };
  return { title: label(`leaderboard.tables.${key}`), note: label(`leaderboard.tableNotes.${key}`) };
}

/** Returns what tells a judge from all others, in the language of the page. */
function judgeText({ model, templateVersion, rounds, temperature }: JudgeFacts, label: Label): string {
  const word = (name: string) => label(`leaderboard.judgeWords.${name}`);
  return [
    model,
    `${word("templates")} ${templateVersion}`,
    `${rounds} ${word("rounds")}`,
    `${word("temperature")} ${temperature}`,
  ].join(" · ");
}

function scoreAt(scores: DescriptionScores, column: string): Estimate | null {
  const [dimension = "", share] = column.split(".");
  const score = scores[dimension];
  if (!score) return null;
  if (!share) return score;
  return "shares" in score ? score.shares[share as (typeof shares)[number]] : null;
}

function descriptionColumn(key: string, label: Label): Omit<TableColumn, "n"> {
  const [dimension = key, share] = key.split(".");
  if (key === "invalid") {
    return {
      key,
      label: label("leaderboard.invalid"),
      name: label("leaderboard.invalidName"),
      group: null,
      format: "percent",
      measure: "invalid",
      higherIsBetter: false,
    };
  }
  const name = label(`common.dimensions.${dimension}`);
  if (share) {
    const upper = share.toUpperCase();
    const better = share !== "p0";
    return {
      key,
      label: upper,
      name: `${name}, ${upper}`,
      group: name,
      format: "percent",
      measure: share,
      higherIsBetter: better,
    };
  }
  const sum = key === "sum";
  return {
    key,
    label: sum ? name : label("leaderboard.score"),
    name,
    group: sum ? null : name,
    format: sum ? "sum" : "points",
    measure: sum ? "sum" : "score",
    higherIsBetter: true,
  };
}
