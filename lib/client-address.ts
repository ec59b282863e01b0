import { isIP } from "node:net";

/**
 * The address a request came from. Each trusted proxy appends the one it was reached from, so with `proxies` of them
 * the client is so many entries from the end; what stands before was written by the client itself.
 */
export function clientAddress(peer: string, forwarded: string | undefined, proxies: number): string {
  const hops = (forwarded ?? "").split(",").map((hop) => plain(hop.trim()));
  const told = proxies > 0 ? hops[Math.max(0, hops.length - proxies)] : undefined;
  return told !== undefined && isIP(told) ? told : plain(peer);
}

/** What shares one household or machine: an IPv4 address, or the /64 of an IPv6 one. */
export function networkOf(address: string): string {
  if (isIP(address) !== 6) return address;
  const [head = "", tail] = address.split("::");
  const left = head.split(":").filter(Boolean);
  const right = tail === undefined ? [] : tail.split(":").filter(Boolean);
  const zeros = Array.from({ length: Math.max(0, 8 - left.length - right.length) }, () => "0");
  return [...left, ...zeros, ...right].slice(0, 4).join(":");
}

function plain(address: string): string {
  return address.replace(/^\[|\](:\d+)?$/g, "").replace(/^::ffff:(?=\d+\.)/i, "");
}
