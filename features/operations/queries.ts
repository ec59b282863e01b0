import { reasonSentence } from "#/features/runs/pause-rule.ts";
import { activeStatuses } from "#/features/runs/run-status.ts";
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

export type RunRow = {
  id: number;
  submissionId: string;
  model: string;
  owner: string;
  dataset: string;
  status: RunStatus;
  reason: string | null;
  createdAt: Date;
};

/** Runs of everybody, those that go on or need someone first. */
export async function runOverview(limit: number): Promise<RunRow[]> {
  const include = {
    dataset: { select: { slug: true } },
    submission: { select: { model: { select: { name: true } }, owner: { select: { email: true } } } },
  } as const;
  const newest = { orderBy: { id: "desc" }, take: limit, include } as const;
  const [active, rest] = await Promise.all([
    db().run.findMany({ ...newest, where: { status: { in: activeStatuses } } }),
    db().run.findMany({ ...newest, where: { status: { notIn: activeStatuses } } }),
  ]);
  return [...active, ...rest].slice(0, limit).map(({ submission, dataset, ...run }) => ({
    id: run.id,
    submissionId: run.submissionId,
    model: submission.model.name,
    owner: submission.owner.email,
    dataset: dataset.slug,
    status: run.status,
    reason: run.reason && reasonSentence(run.reason, run.status, run.reasonDetail),
    createdAt: run.createdAt,
  }));
}
