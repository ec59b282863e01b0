import { networkInterfaces } from "node:os";
import type { AddressPolicy } from "#/evaluation/endpoints/http/public-address.ts";
import { env } from "#/lib/env.ts";

/** Returns which addresses this installation may call for its users. */
export function addressPolicy(): AddressPolicy {
  const { ENDPOINT_ALLOWLIST: allow, ALLOW_HTTP_ENDPOINTS: allowHttp, NEXTAUTH_URL, PORT } = env();
  const own = new URL(NEXTAUTH_URL).hostname;
  const stores = ownStores();
  return {
    allow,
    allowHttp,
    // An operator who allows the site's own host by name, such as localhost, has another server there.
    ownHosts: allow.includes(own) ? [] : [own],
    ownMachines: [...localAddresses(), "localhost", own, ...stores.map(({ hostname }) => hostname)],
    ownPorts: [PORT, ...stores.map(({ port }) => Number(port))].filter((port) => port > 0),
  };
}

function ownStores(): URL[] {
  const { DATABASE_URL, REDIS_URL } = env();
  return [DATABASE_URL, REDIS_URL].flatMap((url) => (url && URL.canParse(url) ? [new URL(url)] : []));
}

function localAddresses(): string[] {
  return Object.values(networkInterfaces()).flatMap((found) => (found ?? []).map(({ address }) => address));
}
