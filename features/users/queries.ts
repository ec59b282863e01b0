import type { User } from "#/features/access/actor.ts";
import { displayName } from "#/features/users/display-name.ts";
import { db, pool } from "#/lib/db.ts";

const publicFields = { id: true, email: true, isAdmin: true } as const;

export type SignInRow = User & {
  passwordHash: string | null;
  sessionVersion: number;
  name: string | null;
  /** Why an administrator blocked it; null where none did. */
  blockReason: string | null;
};

const signInFields = {
  ...publicFields,
  passwordHash: true,
  sessionVersion: true,
  name: true,
  blockReason: true,
} as const;

export function userForSignIn(email: string): Promise<SignInRow | null> {
  return db().user.findUnique({
    where: { email },
    select: signInFields,
  });
}

export function userById(id: string): Promise<SignInRow | null> {
  return db().user.findUnique({
    where: { id },
    select: signInFields,
  });
}

export type SessionRow = { id: string; beganAt: Date; lastSeenAt: Date; user: User };

type SessionRecord = Omit<SessionRow, "user"> & { userId: string; email: string; isAdmin: boolean };

/** Asked before every answer to somebody signed in, so in one statement: session and user, unless one of them ended it. */
export async function liveSession(
  { session, sub, version }: { session: string; sub: string; version: number },
  longestSeconds: number,
): Promise<SessionRow | null> {
  const { rows } = await pool().query<SessionRecord>(
    `SELECT s.id, s.created_at AS "beganAt", s.last_seen_at AS "lastSeenAt",
            u.id AS "userId", u.email, u.is_admin AS "isAdmin"
     FROM sessions s JOIN users u ON u.id = s.user_id
     WHERE s.id = $1 AND u.id = $2 AND u.session_version = $3 AND s.ended_at IS NULL AND u.blocked_at IS NULL
       AND s.created_at > now() - make_interval(secs => $4)`,
    [session, sub, version, longestSeconds],
  );
  if (!rows[0]) return null;
  const { userId, email, isAdmin, ...row } = rows[0];
  return { ...row, user: { id: userId, email, isAdmin } };
}

export async function noteSeen(sessionId: string): Promise<void> {
  await db().session.updateMany({ where: { id: sessionId }, data: { lastSeenAt: new Date() } });
}

export type UserRow = User & {
  createdAt: Date;
  submissions: number;
  tokens: number;
  /** Set for this user alone; null: the board's. */
  submissionsADay: number | null;
  hiddenSubmissionsADay: number | null;
  blockReason: string | null;
};

export async function listUsers(limit: number): Promise<UserRow[]> {
  const rows = await db().user.findMany({
    orderBy: { createdAt: "desc" },
    take: limit,
    select: {
      ...publicFields,
      createdAt: true,
      submissionsADay: true,
      hiddenSubmissionsADay: true,
      blockReason: true,
      _count: { select: { submissions: true, tokens: { where: { revokedAt: null } } } },
    },
  });
  return rows.map(({ _count, ...user }) => ({ ...user, ..._count }));
}

/** Resolves with the display name of each submission's owner. */
export async function submittersOf(submissionIds: string[]): Promise<Map<string, string>> {
  const found = await db().submission.findMany({
    where: { id: { in: submissionIds } },
    select: { id: true, owner: { select: { id: true, name: true } } },
  });
  return new Map(found.map(({ id, owner }) => [id, displayName(owner)]));
}
