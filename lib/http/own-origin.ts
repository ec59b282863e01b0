import { env } from "#/lib/env.ts";

/**
 * Returns whether a page of this site sent it: one of NEXTAUTH_URL, or of the host that the browser itself says it asked. That
 * one is needed where a board is opened by another of its names, and does no harm: no page can set `Host`, and a name
 * that was rebound to this machine brings no cookie, since cookies belong to names. `X-Forwarded-Host` is not asked:
 * anybody can write it, and a proxy that rewrites `Host` is known by NEXTAUTH_URL.
 */
export function isOwnOrigin(origin: string | null | undefined, host: string | null | undefined): boolean {
  const asking = origin ? URL.parse(origin) : null;
  return asking !== null && (asking.origin === new URL(env().NEXTAUTH_URL).origin || asking.host === host);
}
