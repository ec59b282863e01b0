import { db } from "#/lib/db.ts";
import { BatchState, RunStatus } from "#/prisma/generated/client.ts";

export async function databaseAnswers(): Promise<void> {
  await db().run.findFirst({ select: { id: true } });
}

export type BoardMetrics = {
  runs: Record<string, number>;
  batches: Record<string, number>;
  itemsDone: number;
  itemsMissing: number;
  /** How far the most overdue lease has run out; 0 when every leased batch is being worked on. */
  leaseOverdueSeconds: number;
};

export async function boardMetrics(): Promise<BoardMetrics> {
  const [runs, batches] = await Promise.all([
    db().run.groupBy({ by: ["status"], _count: { _all: true } }),
    db().runBatch.groupBy({
      by: ["state"],
      _count: { _all: true },
      _sum: { done: true, missing: true },
      _min: { leaseUntil: true },
    }),
  ]);
  const leased = batches.find(({ state }) => state === BatchState.leased);
  const leaseUntil = leased?._min.leaseUntil?.getTime() ?? Number.POSITIVE_INFINITY;
  const sum = (column: "done" | "missing") =>
    batches.reduce((total, { _sum }) => total + (_sum[column] ?? 0), 0);
  const zeros = (names: string[]) => Object.fromEntries(names.map((name) => [name, 0]));
  return {
    runs: Object.assign(
      zeros(Object.values(RunStatus)),
      Object.fromEntries(runs.map(({ status, _count }) => [status, _count._all])),
    ),
    batches: Object.assign(
      zeros(Object.values(BatchState)),
      Object.fromEntries(batches.map(({ state, _count }) => [state, _count._all])),
    ),
    itemsDone: sum("done"),
    itemsMissing: sum("missing"),
    leaseOverdueSeconds: Math.max(0, (Date.now() - leaseUntil) / 1000),
  };
}
