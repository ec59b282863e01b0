import ipaddr from "ipaddr.js";

/**
 * Returns the address a request came from. Each trusted proxy appends the one it was reached from, so with `proxies` of them
 * the client is so many entries from the end; what stands before was written by the client itself.
 */
export function clientAddress(peer: string, forwarded: string | undefined, proxies: number): string {
  const hops = (forwarded ?? "").split(",").map((hop) => plain(hop.trim()));
  const told = proxies > 0 ? hops[Math.max(0, hops.length - proxies)] : undefined;
  return told !== undefined && ipaddr.isValid(told) ? told : plain(peer);
}

/** Returns what shares one household or machine: an IPv4 address, or the /64 of an IPv6 one. */
export function networkOf(address: string): string {
  if (!ipaddr.isValid(address)) return address;
  const parsed = ipaddr.process(address);
  return parsed instanceof ipaddr.IPv6
    ? parsed.parts
        .slice(0, 4)
        .map((part) => part.toString(16))
        .join(":")
    : parsed.toString();
}

function plain(address: string): string {
  return address.replace(/^\[|\](:\d+)?$/g, "").replace(/^::ffff:(?=\d+\.)/i, "");
}
