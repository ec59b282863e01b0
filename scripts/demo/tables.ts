import type {
  AnyLeaderboard,
  AssessmentLeaderboard,
  DescriptionLeaderboard,
  PerceptionLeaderboard,
} from "#/features/leaderboards/ranking/leaderboard-row.ts";
import { roundHalfUp } from "#/lib/round-half-up.ts";

export async function fetchLeaderboard<T extends AnyLeaderboard = PerceptionLeaderboard>(
  address: string,
  task: string,
  dataset: string,
): Promise<T> {
  const answer = await fetch(`${address}/api/v1/leaderboards/${task}?dataset=${dataset}`);
  if (!answer.ok)
    throw new Error(`The leaderboard of ${dataset} answered ${answer.status}: ${await answer.text()}`);
  return (await answer.json()) as T;
}

/** A leaderboard of accuracies as text, cells apart: one line a row, in per cent, `–` where there is none. */
export function perceptionTable({ columns: all, rows, dataset }: PerceptionLeaderboard): string {
  const columns = all.filter((column) => !column.includes("."));
  const body = rows.map((row) => [
    row.model.name,
    row.source,
    ...columns.map((column) => {
      const value = row.scores[column]?.value;
      return typeof value === "number" ? roundHalfUp(100 * value, 1) : "–";
    }),
  ]);
  return table(dataset?.slug ?? "", columns, body);
}

/** The same of correlations, the rung beside each row. */
export function assessmentTable({ columns, rows, dataset }: AssessmentLeaderboard): string {
  const metrics = ["srcc", "plcc", "krcc"] as const;
  const body = rows.map((row) => [
    row.model.name,
    row.rung ? `${row.source}, rung ${row.rung}` : row.source,
    ...columns.flatMap((column) => metrics.map((metric) => figure(row.scores[column]?.[metric].value))),
  ]);
  const heads = columns.flatMap((column) => metrics.map((metric) => `${column} ${metric}`));
  return table(dataset?.slug ?? "", heads, body);
}

/** The same of descriptions, the judge in the title: its ratings are comparable with no other's. */
export function descriptionTable({ columns, rows, tables, dataset }: DescriptionLeaderboard): string {
  return tables
    .map((judge) => {
      const body = rows
        .filter((row) => row.table === judge)
        .map((row) => [
          row.model.name,
          row.source,
          ...columns.map((column) => figure(row.scores[column]?.value, 2)),
        ]);
      return table(`${dataset?.slug ?? ""}, judged by ${judge}`, columns, body);
    })
    .join("\n\n");
}

function figure(value: number | null | undefined, digits = 3): string {
  return typeof value === "number" ? roundHalfUp(value, digits) : "–";
}

function table(title: string, columns: readonly string[], body: string[][]): string {
  const lines = [["", "source", ...columns], ...body];
  const widths = (lines[0] ?? []).map((_, at) => Math.max(...lines.map((line) => line[at]?.length ?? 0)));
  const print = (line: string[]) =>
    line
      .map((cell, at) => (at < 2 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0)))
      .join("  ");
  return [title, ...lines.map(print)].join("\n").trim();
}
