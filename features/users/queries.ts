import type { User } from "#/features/users/actor.ts";
import { db } from "#/lib/db.ts";

const publicFields = { id: true, email: true, isAdmin: true } as const;

export type SignInRow = User & { passwordHash: string | null; sessionVersion: number };

export function userForSignIn(email: string): Promise<SignInRow | null> {
  return db().user.findUnique({
    where: { email },
    select: { ...publicFields, passwordHash: true, sessionVersion: true },
  });
}

export function userById(id: string): Promise<SignInRow | null> {
  return db().user.findUnique({
    where: { id },
    select: { ...publicFields, passwordHash: true, sessionVersion: true },
  });
}

/** The user of a session, unless the password changed since it began. */
export function userOfSessionVersion(id: string, sessionVersion: number): Promise<User | null> {
  return db().user.findUnique({ where: { id, sessionVersion }, select: publicFields });
}

export type UserRow = User & {
  createdAt: Date;
  submissions: number;
  tokens: number;
  /** Set for this user alone; null: the board's. */
  submissionsADay: number | null;
  hiddenSubmissionsADay: number | null;
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
      _count: { select: { submissions: true, tokens: { where: { revokedAt: null } } } },
    },
  });
  return rows.map(({ _count, ...user }) => ({ ...user, ..._count }));
}
