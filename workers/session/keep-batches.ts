import type { Lease } from "#/features/runs/leases/lease-batch.ts";
import { renewLeases } from "#/features/runs/leases/renew-leases.ts";
import type { EndpointSession } from "#/workers/session/endpoint-session.ts";
import { heedStatus, LeaseKeeper } from "#/workers/session/lease-keeper.ts";

export type KeptLease = { lease: Lease; session: EndpointSession; leaseLost: AbortController };

type Holdings = {
  readonly leases: ReadonlySet<KeptLease>;
  readonly sessions: ReadonlyMap<string, EndpointSession>;
};

/** Returns the keeper of a worker's batches and slots, all in one beat. */
export function keepBatches({ leases, sessions }: Holdings, leaseMs: number): LeaseKeeper {
  return new LeaseKeeper({
    name: "batches",
    leaseMs,
    renew: async (wasInDoubt) => {
      await renewBatches([...leases], leaseMs);
      for (const session of sessions.values()) {
        if (session.jobs === 0) continue;
        await session.allocateSlots();
        if (wasInDoubt) session.dropLostSlots();
      }
    },
  });
}

async function renewBatches(held: readonly KeptLease[], leaseMs: number): Promise<void> {
  const renewed = await renewLeases(
    held.map(({ lease }) => lease),
    leaseMs,
  );
  const statuses = new Map(renewed.map((lease) => [keyOf(lease), lease.status]));
  for (const { lease, session, leaseLost } of held)
    heedStatus(statuses.get(keyOf(lease)) ?? null, { leaseLost, paused: session.paused });
}

function keyOf({ runId, number, token }: Pick<Lease, "runId" | "number" | "token">): string {
  return `${runId}/${number}/${token}`;
}
