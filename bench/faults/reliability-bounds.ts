import { allFaults } from "#/bench/faults/all-faults.ts";
import type { Outcome } from "#/bench/faults/execute.ts";
import { highest, percent, total } from "#/bench/faults/outcome-table.ts";

export type Bound = { figure: string; measured: string; bound: string; holds: boolean };

/** What docs/reliability.md promises, against what was measured. */
export function boundsOf(outcomes: Outcome[], resumedAfterS: number[]): Bound[] {
  const zero = (figure: string, count: number): Bound => ({
    figure,
    measured: String(count),
    bound: "0",
    holds: count === 0,
  });
  const below = (figure: string, value: number, unit: string, most: number): Bound => ({
    figure,
    measured: `${value.toFixed(value < 10 ? 2 : 0)} ${unit}`,
    bound: `≤ ${most} ${unit}`,
    holds: value <= most,
  });
  return [
    zero("items lost", total(outcomes, "lost")),
    zero("items counted twice", total(outcomes, "doubled")),
    zero("results that differ from the undisturbed run's", total(outcomes, "differing")),
    zero("runs for ever under way", total(outcomes, "stuck")),
    ...extraBounds(outcomes),
    ...resumedAfterS.flatMap((seconds) => [
      below("first call after a kill and an emptied queue, default settings", seconds, "s", 60),
    ]),
    below("slowest graceful stop", highest(outcomes, "slowestStopMs") / 1000, "s", 30),
    below("most memory of a worker", highest(outcomes, "peakMb"), "MB", 512),
  ];
}

function extraBounds(outcomes: Outcome[]): Bound[] {
  const bounded = (most: number) => {
    const keys = allFaults.filter((fault) => fault.mostExtra === most).map(({ key }) => key);
    return outcomes.filter(({ fault }) => keys.includes(fault));
  };
  const bound = (figure: string, most: number): Bound[] => {
    const runs = bounded(most);
    const [extra, items] = [total(runs, "extraCalls"), total(runs, "items")];
    if (runs.length === 0) return [];
    const words = { measured: `${extra} of ${items} (${percent(extra, items)})`, bound: percent(most, 1) };
    return [{ figure, ...words, holds: extra <= most * items }];
  };
  return [
    ...bound("extra calls under SIGKILL", 0.01),
    ...bound("extra calls under SIGSTOP", 0.035),
    ...bound("extra calls under SIGTERM, deploys, a queue emptied or full", 0),
  ];
}
