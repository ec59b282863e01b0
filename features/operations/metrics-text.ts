import type { BoardMetrics } from "#/features/operations/queries.ts";

/** In the text format of Prometheus. */
export function metricsText(metrics: BoardMetrics): string {
  return [
    ...family("board_runs", "gauge", "Runs by status.", labelled("status", metrics.runs)),
    ...family("board_batches", "gauge", "Batches of items by state.", labelled("state", metrics.batches)),
    ...family("board_items", "gauge", "Items that have ended, by outcome.", [
      ['{outcome="done"}', metrics.itemsDone],
      ['{outcome="missing"}', metrics.itemsMissing],
    ]),
    ...family("board_lease_overdue_seconds", "gauge", "How far the most overdue lease has run out.", [
      ["", metrics.leaseOverdueSeconds],
    ]),
    "",
  ].join("\n");
}

type Sample = [labels: string, value: number];

function labelled(label: string, counts: Record<string, number>): Sample[] {
  return Object.entries(counts).map(([name, count]) => [`{${label}="${name}"}`, count]);
}

function family(name: string, type: string, help: string, samples: Sample[]): string[] {
  const lines = samples.map(([labels, value]) => `${name}${labels} ${value}`);
  return [`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`, ...lines];
}
