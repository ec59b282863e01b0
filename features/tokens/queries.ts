import { db } from "#/lib/db.ts";

export type TokenRow = { id: string; name: string; prefix: string; createdAt: Date; lastUsedAt: Date | null };

export function listTokens(owner: { id: string }): Promise<TokenRow[]> {
  return db().apiToken.findMany({
    where: { userId: owner.id, revokedAt: null },
    orderBy: { createdAt: "desc" },
    select: { id: true, name: true, prefix: true, createdAt: true, lastUsedAt: true },
  });
}
