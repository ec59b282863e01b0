import type { IncomingHttpHeaders } from "node:http";
import { decode } from "next-auth/jwt";
import { cookieValue } from "#/server/web/cookie-value.ts";

/** What next-auth names its cookie over https, and over http. */
const names = ["__Secure-next-auth.session-token", "next-auth.session-token"];

/**
 * Resolves with the account of a session token that this board has signed; null for everybody else, whatever they send. Only the app
 * knows whether the session still holds: here it says whose share of the work is taken.
 */
export async function sessionAccount(
  { cookie }: Pick<IncomingHttpHeaders, "cookie">,
  secret: string,
): Promise<string | null> {
  const token = names.map((name) => cookieValue(cookie, name)).find((value) => value);
  if (!token) return null;
  const claims = await decode({ token, secret }).catch(() => null);
  return typeof claims?.sub === "string" ? claims.sub : null;
}
