import type { AddressPolicy } from "#/evaluation/endpoints/public-address.ts";
import { env } from "#/lib/env.ts";

/** Which addresses this installation may call for its users. */
export function addressPolicy(): AddressPolicy {
  const allow = env().ENDPOINT_ALLOWLIST;
  const own = new URL(env().NEXTAUTH_URL).hostname;
  // An operator who allows the site's own host by name, such as localhost, has another server there.
  return { allow, ownHosts: allow.includes(own) ? [] : [own] };
}
