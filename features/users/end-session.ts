import { claimsIn, openSession } from "#/features/users/session-token.ts";
import { db } from "#/lib/db.ts";

/** From now on the session's cookie is worth nothing, wherever a copy of it is. */
export async function endSession(decoded: unknown): Promise<void> {
  const session = claimsIn(decoded);
  if (!session) return;
  await db().session.updateMany({
    where: { id: session.session, userId: session.sub, endedAt: null },
    data: { endedAt: new Date() },
  });
}

export async function endSessionOfToken(token: string | undefined): Promise<void> {
  if (token) await endSession(await openSession(token));
}
