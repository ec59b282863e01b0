import { allFaults } from "#/bench/faults/all-faults.ts";
import type { Outcome } from "#/bench/faults/execute.ts";

/** One line while the bench is going on. */
export function outcomeLine(outcome: Outcome): string {
  const { fault, backend, seed, items, seconds, extraCalls, stuck, problems } = outcome;
  const message = `${backend} ${fault} #${seed}: ${items} items in ${seconds.toFixed(0)} s, ${extraCalls} extra calls`;
  return [message, ...(stuck > 0 ? ["still running"] : []), ...problems].join("\n  ✗ ");
}

/** A line for each fault and backend. */
export function outcomeTable(outcomes: Outcome[]): string {
  const groups = allFaults.flatMap(({ key, title, family }) =>
    ["postgres", "redis"].map((backend) => ({
      title,
      family,
      backend,
      runs: outcomes.filter((outcome) => outcome.fault === key && outcome.backend === backend),
    })),
  );
  const rows = groups
    .filter(({ runs }) => runs.length > 0)
    .map(({ title, family, backend, runs }) => [
      family,
      title,
      backend,
      runs.length,
      total(runs, "items"),
      total(runs, "lost"),
      total(runs, "doubled"),
      total(runs, "differing"),
      total(runs, "stuck"),
      `${total(runs, "extraCalls")} (${percent(total(runs, "extraCalls"), total(runs, "items"))})`,
      `${highest(runs, "maxInFlight")}`,
      runs.some(({ problems }) => problems.length > 0) ? "FAILS" : "holds",
    ]);
  const heads = [
    "",
    "fault",
    "queue on",
    "runs",
    "items",
    "lost",
    "double",
    "other result",
    "stuck",
    "extra calls",
  ];
  return table([[...heads, "most in flight", ""], heads.concat("", "").map(() => "---"), ...rows]);
}

export function table(rows: (string | number)[][]): string {
  return rows.map((row) => `| ${row.join(" | ")} |`).join("\n");
}

type Count = { [K in keyof Outcome]: Outcome[K] extends number ? K : never }[keyof Outcome];

export function total(outcomes: Outcome[], count: Count): number {
  return outcomes.reduce((sum, outcome) => sum + outcome[count], 0);
}

export function highest(outcomes: Outcome[], count: Count): number {
  return Math.max(0, ...outcomes.map((outcome) => outcome[count]));
}

export function percent(part: number, whole: number): string {
  return `${((100 * part) / Math.max(1, whole)).toFixed(2)} %`;
}
