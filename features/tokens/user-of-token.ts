import { looksLikeToken, tokenHash } from "#/features/tokens/token-secret.ts";
import type { User } from "#/features/users/actor.ts";
import { db } from "#/lib/db.ts";

const lastUsedGrainMs = 60_000;

/** The owner of a live token, or null. "Last used" is kept to the minute, so that not every read writes. */
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
  if (!token.lastUsedAt || Date.now() - token.lastUsedAt.getTime() > lastUsedGrainMs) {
    await db().apiToken.update({ where: { id: token.id }, data: { lastUsedAt: new Date() } });
  }
  return token.user;
}
