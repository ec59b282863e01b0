import { userOfToken } from "#/features/tokens/user-of-token.ts";
import type { Actor } from "#/features/users/actor.ts";
import { sessionCookieName, userOfSessionToken } from "#/features/users/session-token.ts";
import { env } from "#/lib/env.ts";
import { AppError } from "#/lib/errors.ts";

const safeMethods = new Set(["GET", "HEAD", "OPTIONS"]);

/** Bearer token first, then session; a cookie changes something only for a page of this site. */
export async function requestActor(request: Request): Promise<Actor> {
  const authorization = request.headers.get("authorization");
  if (authorization !== null) return bearerOwner(authorization);
  const token = cookieValue(request.headers.get("cookie") ?? "", sessionCookieName());
  const user = token ? await userOfSessionToken(token) : null;
  if (user && !safeMethods.has(request.method)) refuseForeignOrigin(request.headers);
  return user;
}

async function bearerOwner(authorization: string): Promise<Actor> {
  const [scheme = "", secret = ""] = authorization.trim().split(/\s+/, 2);
  const owner = scheme.toLowerCase() === "bearer" ? await userOfToken(secret) : null;
  if (owner) return owner;
  const words =
    "The API token is unknown or revoked. Make a new one on the account page and send it as: Authorization: Bearer qbb_…";
  throw new AppError("unauthenticated", words);
}

function refuseForeignOrigin(headers: Headers): void {
  const origin = headers.get("origin");
  const host = origin && URL.canParse(origin) ? new URL(origin).host : null;
  const own = [headers.get("x-forwarded-host"), headers.get("host"), new URL(env().NEXTAUTH_URL).host];
  if (host !== null && own.includes(host)) return;
  const words =
    "A change made with the session cookie must come from a page of this site. Use an API token instead.";
  throw new AppError("forbidden", words);
}

function cookieValue(header: string, name: string): string | null {
  for (const pair of header.split(";")) {
    const [key = "", ...value] = pair.split("=");
    if (key.trim() === name) return value.join("=").trim();
  }
  return null;
}
