import type { Estimate } from "#/evaluation/statistics/estimate.ts";
import { noScore } from "#/features/leaderboards/entries/score-value.ts";
import type {
  AnyLeaderboard,
  AssessmentScores,
  DescriptionScores,
  LeaderboardRow,
  PerceptionScores,
} from "#/features/leaderboards/ranking/leaderboard-row.ts";

export type FlatColumn = { key: string; unit: "share" | "correlation" | "points"; detail: boolean };
type FlatRow = { row: Omit<LeaderboardRow<unknown>, "scores">; figures: Estimate[] };
/** `detail` columns (cells, shares) are left out where width counts. */
export type FlatTable = { columns: FlatColumn[]; rows: FlatRow[] };

const shares = ["p0", "p1", "p2"] as const;

/** Returns a leaderboard of any task as one list of columns and a figure for each in every row. */
export function flatTable(board: AnyLeaderboard): FlatTable {
  if (board.task === "perception") {
    const columns = board.columns.map((key) => column(key, "share", key.includes(".")));
    return flatten(columns, board.rows, (scores: PerceptionScores, key) => scores[key]);
  }
  if (board.task === "assessment") {
    const keys = board.columns.flatMap((slug) => [`${slug}.srcc`, `${slug}.plcc`]);
    const columns = keys.map((key) => column(key, "correlation", false));
    return flatten(columns, board.rows, correlationAt);
  }
  const columns = board.columns.flatMap((key) => [
    column(key, "points", false),
    ...(key === "sum" ? [] : shares.map((share) => column(`${key}.${share}`, "share", true))),
  ]);
  return flatten(columns, board.rows, ratingAt);
}

function column(key: string, unit: FlatColumn["unit"], detail: boolean): FlatColumn {
  return { key, unit, detail };
}

function flatten<Scores>(
  columns: FlatColumn[],
  rows: readonly LeaderboardRow<Scores>[],
  at: (scores: Scores, key: string) => Estimate | undefined,
): FlatTable {
  return {
    columns,
    rows: rows.map((row) => ({ row, figures: columns.map(({ key }) => at(row.scores, key) ?? noScore) })),
  };
}

function correlationAt(scores: AssessmentScores, key: string): Estimate | undefined {
  const [slug = "", metric] = key.split(".");
  return scores[slug]?.[metric === "plcc" ? "plcc" : "srcc"];
}

function ratingAt(scores: DescriptionScores, key: string): Estimate | undefined {
  const [dimension = "", desired] = key.split(".");
  const score = scores[dimension];
  const share = shares.find((name) => name === desired);
  if (!score || !share) return score;
  return { ...noScore, n: score.n, value: share in score && "p0" in score ? score[share] : null };
}
