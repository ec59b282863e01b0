import { db } from "#/lib/db.ts";
import type { TokenScope } from "#/prisma/generated/client.ts";

export type TokenRow = {
  id: string;
  name: string;
  prefix: string;
  scopes: TokenScope[];
  createdAt: Date;
  expiresAt: Date | null;
  lastUsedAt: Date | null;
};

/** Resolves with those that are not revoked; one that has expired stays in sight, since somebody may wonder. */
export function listTokens(owner: { id: string }): Promise<TokenRow[]> {
  return db().apiToken.findMany({
    where: { userId: owner.id, revokedAt: null },
    orderBy: { createdAt: "desc" },
    select: {
      id: true,
      name: true,
      prefix: true,
      scopes: true,
      createdAt: true,
      expiresAt: true,
      lastUsedAt: true,
    },
  });
}
