import type { User } from "#/features/access/actor.ts";
import { looksLikeToken, tokenHash } from "#/features/tokens/token-secret.ts";
import { db } from "#/lib/db.ts";
import type { TokenScope } from "#/prisma/generated/client.ts";

const lastUsedGrainMs = 60_000;

export type TokenBearer = { user: User; scopes: TokenScope[] };

/**
 * Resolves with the owner of a live token, an administrator only where the token has that scope; or null. "Last used" is kept to
 * the minute, so that not every read writes.
 */
export async function tokenBearer(secret: string): Promise<TokenBearer | null> {
  if (!looksLikeToken(secret)) return null;
  const token = await db().apiToken.findUnique({
    where: { hash: tokenHash(secret) },
    select: {
      id: true,
      scopes: true,
      expiresAt: true,
      revokedAt: true,
      lastUsedAt: true,
      user: { select: { id: true, email: true, isAdmin: true, blockedAt: true } },
    },
  });
  if (!token || token.revokedAt || token.user.blockedAt || (token.expiresAt && token.expiresAt <= new Date()))
    return null;
  if (!token.lastUsedAt || Date.now() - token.lastUsedAt.getTime() > lastUsedGrainMs) {
    await db().apiToken.update({ where: { id: token.id }, data: { lastUsedAt: new Date() } });
  }
  const {
    user: { blockedAt: _, ...user },
    scopes,
  } = token;
  return { user: { ...user, isAdmin: user.isAdmin && scopes.includes("admin") }, scopes };
}
