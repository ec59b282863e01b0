import { cookies, headers } from "next/headers";
import { redirect } from "next/navigation";
import { cache } from "react";
import type { Actor, User } from "#/features/users/actor.ts";
import { sessionCookieName, userOfSessionToken } from "#/features/users/session-token.ts";

/** Who looks at this page or sends this form; asked once per request. */
export const currentActor = cache(async (): Promise<Actor> => {
  const token = (await cookies()).get(sessionCookieName())?.value;
  const user = token ? await userOfSessionToken(token) : null;
  return user && { ...user, from: (await headers()).get("x-forwarded-for") ?? "unknown" };
});

/** Sends a visitor to the sign-in page, which leads back to `from`. */
export async function requireUser(from: string): Promise<User> {
  return (await currentActor()) ?? redirect(`/sign-in?from=${encodeURIComponent(from)}`);
}
