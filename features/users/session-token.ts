import { decode, encode } from "next-auth/jwt";
import { z } from "zod";
import type { User } from "#/features/users/actor.ts";
import type { SignedInUser } from "#/features/users/check-credentials.ts";
import { userOfSessionVersion } from "#/features/users/queries.ts";
import { env } from "#/lib/env.ts";

export const sessionSeconds = 30 * 24 * 60 * 60;

const claims = z.object({ sub: z.uuid(), version: z.number().int() });

/** The cookie that next-auth itself reads and writes. */
export function sessionCookieName(): string {
  return env().NEXTAUTH_URL.startsWith("https://")
    ? "__Secure-next-auth.session-token"
    : "next-auth.session-token";
}

export function newSessionToken(user: Pick<SignedInUser, "id" | "sessionVersion">): Promise<string> {
  return encode({
    token: { sub: user.id, version: user.sessionVersion },
    secret: env().NEXTAUTH_SECRET,
    maxAge: sessionSeconds,
  });
}

/** Null for a forged or expired token, a deleted user, and a session older than the last change of password. */
export async function userOfSessionToken(token: string): Promise<User | null> {
  return userOfClaims(await decode({ token, secret: env().NEXTAUTH_SECRET }).catch(() => null));
}

export async function userOfClaims(decoded: unknown): Promise<User | null> {
  const session = claims.safeParse(decoded);
  return session.success ? userOfSessionVersion(session.data.sub, session.data.version) : null;
}
