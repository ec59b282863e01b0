import { decode, encode } from "next-auth/jwt";
import { z } from "zod";
import type { User } from "#/features/access/actor.ts";
import { liveSession, noteSeen, type SessionRow } from "#/features/users/queries.ts";
import { env } from "#/lib/env.ts";

export const sessionSeconds = 30 * 24 * 60 * 60;
const seenGrainMs = 60 * 60 * 1000;

const claims = z.object({ sub: z.uuid(), version: z.number().int(), session: z.uuid() });

/** What a session's cookie says: whose, of which password, and the row without which it is worth nothing. */
export type SessionClaims = z.infer<typeof claims>;

/** Returns the cookie that next-auth itself reads and writes. */
export function sessionCookieName(): string {
  return env().NEXTAUTH_URL.startsWith("https://")
    ? "__Secure-next-auth.session-token"
    : "next-auth.session-token";
}

export function sealSession(session: SessionClaims): Promise<string> {
  return encode({ token: session, secret: env().NEXTAUTH_SECRET, maxAge: sessionSeconds });
}

/** Null for what is forged, out of date, or from before sessions had rows. */
export async function openSession(token: string): Promise<SessionClaims | null> {
  return claimsIn(await decode({ token, secret: env().NEXTAUTH_SECRET }).catch(() => null));
}

export function claimsIn(decoded: unknown): SessionClaims | null {
  return claims.safeParse(decoded).data ?? null;
}

/** Null also for a session that was ended, of a deleted user, or older than the last change of password. */
export async function sessionOfClaims(decoded: unknown): Promise<SessionRow | null> {
  const said = claimsIn(decoded);
  const session = said && (await liveSession(said, sessionSeconds));
  if (session && Date.now() - session.lastSeenAt.getTime() > seenGrainMs) await noteSeen(session.id);
  return session;
}

export async function sessionOfToken(token: string): Promise<SessionRow | null> {
  return sessionOfClaims(await openSession(token));
}

export async function userOfSessionToken(token: string): Promise<User | null> {
  return (await sessionOfToken(token))?.user ?? null;
}
