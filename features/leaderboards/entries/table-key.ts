import { scoringModeById } from "#/evaluation/tasks/assessment/scoring-mode.ts";
import type { PublishedEntry } from "#/features/leaderboards/entries/published-entry.ts";
import { compareText } from "#/lib/compare-text.ts";
import type { Task } from "#/prisma/generated/client.ts";

const order = [
  "multiple-choice",
  "exact",
  "measured",
  "first-token",
  "sampled",
  "text",
  "reported",
  "perplexity",
  "uploaded",
];

type Placed = Pick<PublishedEntry, "task" | "pipeline" | "rung" | "source" | "verifiedAt">;

/** The table of an entry whose pipeline says nothing of it. */
const usualTable: Record<Task, (entry: Placed) => string> = {
  perception: ({ pipeline }) => pipeline,
  description: ({ source }) => (source === "reported" ? "reported" : "measured"),
  assessment: ({ rung }) => scoringModeById(rung ?? "E")?.group ?? "text",
};

/** Returns the table an entry is ranked in. Entries of different tables answer different questions. */
export function tableKey(entry: Placed): string {
  const { task, pipeline } = entry;
  if (isVerified(entry) === false) return "uploaded";
  return pipeline === "multiple-choice" ? usualTable[task](entry) : pipeline;
}

/** Returns whether the row's answers are known to be the model's; `null` of figures that were published elsewhere. */
export function isVerified({ source, verifiedAt }: Pick<Placed, "source" | "verifiedAt">): boolean | null {
  if (source === "reported") return null;
  return source !== "uploaded" || verifiedAt !== null;
}

export function byTableOrder(a: string, b: string): number {
  // Any other name is that of a judge: before what others report.
  const judges = order.indexOf("reported") - 0.5;
  const place = (table: string) => (order.includes(table) ? order.indexOf(table) : judges);
  return place(a) - place(b) || compareText(a, b);
}
