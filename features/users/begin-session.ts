import type { SignedInUser } from "#/features/users/check-credentials.ts";
import { type SessionClaims, sealSession, sessionSeconds } from "#/features/users/session-token.ts";
import { db, pool } from "#/lib/db.ts";

/** With more of them at once the oldest ends: signing in in a loop does not fill the table. */
const mostSessions = 100;
const mostClearedAtOnce = 1000;

export async function beginSession({
  id: userId,
  sessionVersion,
}: Pick<SignedInUser, "id" | "sessionVersion">): Promise<SessionClaims> {
  const { id } = await db().session.create({ data: { userId }, select: { id: true } });
  await clearSessions(userId);
  return { sub: userId, version: sessionVersion, session: id };
}

export async function newSessionToken(user: Pick<SignedInUser, "id" | "sessionVersion">): Promise<string> {
  return sealSession(await beginSession(user));
}

/** Rows that somebody else clears at this moment are left to them: two who waited for each other would both fail. */
async function clearSessions(userId: string): Promise<void> {
  await pool().query(
    `DELETE FROM sessions WHERE id IN (
       SELECT id FROM sessions WHERE created_at < now() - make_interval(secs => $1)
       LIMIT $2 FOR UPDATE SKIP LOCKED)`,
    [sessionSeconds, mostClearedAtOnce],
  );
  await pool().query(
    `DELETE FROM sessions WHERE id IN (
       SELECT id FROM sessions WHERE user_id = $1
       ORDER BY created_at DESC, id DESC OFFSET $2 FOR UPDATE SKIP LOCKED)`,
    [userId, mostSessions],
  );
}
