import { looksLikeToken, tokenHash } from "#/features/tokens/token-secret.ts";
import type { User } from "#/features/users/actor.ts";
import { db } from "#/lib/db.ts";

export type TokenRow = { id: string; name: string; prefix: string; createdAt: Date; lastUsedAt: Date | null };

export function listTokens(owner: { id: string }): Promise<TokenRow[]> {
  return db().apiToken.findMany({
    where: { userId: owner.id, revokedAt: null },
    orderBy: { createdAt: "desc" },
    select: { id: true, name: true, prefix: true, createdAt: true, lastUsedAt: true },
  });
}

/** The owner of a live token, or null. "Last used" is kept to the minute, so reading does not write each time. */
export async function userOfToken(secret: string): Promise<User | null> {
  if (!looksLikeToken(secret)) return null;
  const token = await db().apiToken.findUnique({
    where: { hash: tokenHash(secret) },
    select: {
      id: true,
      revokedAt: true,
      lastUsedAt: true,
      user: { select: { id: true, email: true, isAdmin: true } },
    },
  });
  if (!token || token.revokedAt) return null;
  if (!token.lastUsedAt || Date.now() - token.lastUsedAt.getTime() > 60_000) {
    await db().apiToken.update({ where: { id: token.id }, data: { lastUsedAt: new Date() } });
  }
  return token.user;
}
