import { driftCheckEvery } from "#/features/runs/drift/plan-drift-checks.ts";
import { db } from "#/lib/db.ts";

/** The drift checks of a run, apart from its items; `changed`: the endpoint was not what it had been at the start. */
export type DriftRecord = {
  every: number;
  calls: number;
  askings: { askedAt: string | null; outcome: "good" | "changed"; calls: number; finding: string | null }[];
};

/** In the order in which they were asked; null for a run too short to have any. */
export async function driftRecord(runId: number): Promise<DriftRecord | null> {
  const rows = await db().driftCheck.findMany({
    where: { runId, state: { not: "open" } },
    orderBy: { askedAt: "asc" },
  });
  if (rows.length === 0) return null;
  return {
    every: driftCheckEvery,
    calls: rows.reduce((sum, { calls }) => sum + calls, 0),
    askings: rows.map(({ askedAt, state, calls, finding }) => ({
      askedAt: askedAt?.toISOString() ?? null,
      outcome: state === "good" ? "good" : "changed",
      calls,
      finding,
    })),
  };
}

export type DriftCheckCounts = { asked: number; changed: number; calls: number };

/** Resolves with what each run's drift checks came to so far, by the run's id; nothing of a run that had none. */
export async function driftCheckCounts(runIds: number[]): Promise<Map<number, DriftCheckCounts>> {
  const groups = await db().driftCheck.groupBy({
    by: ["runId", "state"],
    where: { runId: { in: runIds }, state: { not: "open" } },
    _count: { _all: true },
    _sum: { calls: true },
  });
  const counts = new Map<number, DriftCheckCounts>();
  for (const { runId, state, _count, _sum } of groups) {
    const { asked, changed, calls } = counts.get(runId) ?? { asked: 0, changed: 0, calls: 0 };
    counts.set(runId, {
      asked: asked + _count._all,
      changed: changed + (state === "good" ? 0 : _count._all),
      calls: calls + (_sum.calls ?? 0),
    });
  }
  return counts;
}
