import { cookies, headers } from "next/headers";
import { redirect } from "next/navigation";
import { cache } from "react";
import type { Actor, User } from "#/features/access/actor.ts";
import type { SessionRow } from "#/features/users/queries.ts";
import { sessionCookieName, sessionOfToken } from "#/features/users/session-token.ts";

/** Asked once per request. */
export const currentSession = cache(async (): Promise<SessionRow | null> => {
  const token = (await cookies()).get(sessionCookieName())?.value;
  return token ? sessionOfToken(token) : null;
});

/** Resolves with who looks at this page or sends this form. */
export async function currentActor(): Promise<Actor> {
  const session = await currentSession();
  return session && { ...session.user, from: (await headers()).get("x-forwarded-for") ?? "unknown" };
}

/** Sends a visitor to the sign-in page, which leads back to `from`. */
export async function requireUser(from: string): Promise<User> {
  return (await currentActor()) ?? redirect(`/sign-in?from=${encodeURIComponent(from)}`);
}
