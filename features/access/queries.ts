import type { AuditVerb } from "#/features/access/record-audit.ts";
import { db } from "#/lib/db.ts";
import type { AuditEntry } from "#/prisma/generated/client.ts";

export type AuditFilter = { verb?: AuditVerb; actor?: string; beforeId?: number; limit: number };

/** Resolves with the newest entries first; `beforeId` continues where a page ended. */
export function auditLog({ verb, actor, beforeId, limit }: AuditFilter): Promise<AuditEntry[]> {
  return db().auditEntry.findMany({
    where: { ...(verb && { verb }), ...(actor && { actor }), ...(beforeId && { id: { lt: beforeId } }) },
    orderBy: { id: "desc" },
    take: limit,
  });
}
