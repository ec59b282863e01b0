import type { Actor, User } from "#/features/access/actor.ts";
import { requireScope } from "#/features/tokens/policy.ts";
import { tokenBearer } from "#/features/tokens/token-bearer.ts";
import { sessionCookieName, userOfSessionToken } from "#/features/users/session-token.ts";
import { AppError } from "#/lib/errors.ts";
import { isOwnOrigin } from "#/lib/http/own-origin.ts";

const safeMethods = new Set(["GET", "HEAD", "OPTIONS"]);

/** Bearer token first, then session; a cookie changes something only for a page of this site. */
export async function requestActor(request: Request): Promise<Actor> {
  const authorization = request.headers.get("authorization");
  const changes = !safeMethods.has(request.method);
  const user =
    authorization === null ? await sessionUser(request, changes) : await bearerOwner(authorization, changes);
  return user && { ...user, from: requestAddress(request) };
}

/** Written by this process itself before any handler runs, from the socket or a trusted proxy. */
export function requestAddress(request: Request): string {
  return request.headers.get("x-forwarded-for") ?? "unknown";
}

async function sessionUser(request: Request, changes: boolean): Promise<Actor> {
  const token = cookieValue(request.headers.get("cookie") ?? "", sessionCookieName());
  const user = token ? await userOfSessionToken(token) : null;
  if (user && changes) refuseForeignOrigin(request.headers);
  return user;
}

async function bearerOwner(authorization: string, changes: boolean): Promise<User> {
  const [scheme = "", secret = ""] = authorization.trim().split(/\s+/, 2);
  const bearer = scheme.toLowerCase() === "bearer" ? await tokenBearer(secret) : null;
  if (bearer) {
    requireScope(bearer.scopes, changes);
    return bearer.user;
  }
  const message =
    "The API token is unknown, revoked or has ended. Make a new one on the account page and send it as: Authorization: Bearer qbb_…";
  throw new AppError("unauthenticated", message);
}

export function refuseForeignOrigin(headers: Headers): void {
  if (isOwnOrigin(headers.get("origin"), headers.get("host"))) return;
  const message =
    "A change made with the session cookie must come from a page of this site. Use an API token instead.";
  throw new AppError("forbidden", message);
}

function cookieValue(header: string, name: string): string | null {
  for (const pair of header.split(";")) {
    const [key = "", ...value] = pair.split("=");
    if (key.trim() === name) return value.join("=").trim();
  }
  return null;
}
