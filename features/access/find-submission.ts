import { z } from "zod";

import { db, type Tx } from "#/lib/db.ts";
import type { Prisma } from "#/prisma/generated/client.ts";

const withRuns = {
  runs: { orderBy: { id: "asc" }, include: { dataset: true } },
  model: true,
  owner: { select: { id: true, name: true, isAdmin: true } },
} as const;
export type SubmissionWithRuns = Prisma.SubmissionGetPayload<{ include: typeof withRuns }>;

/** Null also where the id is none. */
export async function findSubmission(id: string, tx: Tx = db()): Promise<SubmissionWithRuns | null> {
  if (!z.uuid().safeParse(id).success) return null;
  return tx.submission.findUnique({ where: { id }, include: withRuns });
}
