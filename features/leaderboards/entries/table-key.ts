import { scoringModeById } from "#/evaluation/tasks/assessment/scoring-mode.ts";
import type { PublishedEntry } from "#/features/leaderboards/entries/published-entry.ts";

const order = [
  "multiple-choice",
  "exact",
  "measured",
  "first-token",
  "sampled",
  "text",
  "reported",
  "perplexity",
];

/** Returns the table an entry is ranked in. Entries of different tables answer different questions. */
export function tableKey(entry: Pick<PublishedEntry, "task" | "pipeline" | "rung" | "source">): string {
  const { task, pipeline, rung, source } = entry;
  if (task === "perception" || pipeline !== "multiple-choice") return pipeline;
  if (task === "assessment") return scoringModeById(rung ?? "E")?.group ?? "text";
  return source === "reported" ? "reported" : "measured";
}

export function byTableOrder(a: string, b: string): number {
  // Any other name is that of a judge: before what others report.
  const judges = order.indexOf("reported") - 0.5;
  const place = (table: string) => (order.includes(table) ? order.indexOf(table) : judges);
  return place(a) - place(b) || (a < b ? -1 : Number(a > b));
}
