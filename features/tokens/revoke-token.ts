import type { Actor } from "#/features/users/actor.ts";
import { db } from "#/lib/db.ts";
import { AppError } from "#/lib/errors.ts";

export async function revokeToken(actor: Actor, id: string): Promise<void> {
  if (!actor) throw new AppError("unauthenticated", "Sign in to revoke a token.");
  const { count } = await db().apiToken.updateMany({
    where: { id, userId: actor.id, revokedAt: null },
    data: { revokedAt: new Date() },
  });
  if (count === 0) throw new AppError("not-found", "There is no such token, or it is revoked already.");
}
