import ipaddr from "ipaddr.js";
import { EndpointError } from "#/evaluation/endpoints/errors/endpoint-error.ts";

/** Which addresses an endpoint may live at. */
export type AddressPolicy = {
  /** Host names, addresses or CIDR ranges the operator allows although they are private. */
  allow: readonly string[];
  /** Allow plain http to public hosts too. */
  allowHttp?: boolean;
  /** Host names of this site itself: never called, or it would call itself in a circle. */
  ownHosts?: readonly string[];
  /** Names and addresses of the machines that this site's own services run on; loopback is always one. */
  ownMachines?: readonly string[];
  /** Ports of those services: never called there, though the operator allowed the machine. */
  ownPorts?: readonly number[];
};

const deniedPorts: ReadonlySet<number> = new Set([
  2375, 2376, 2379, 2380, 3306, 5432, 5984, 6379, 6443, 9200, 9300, 10250, 10255, 11211, 27017,
]);

const internalSuffixes = ["localhost", "local", "internal", "intranet", "lan", "corp", "home", "svc", "arpa"];

const globalUnicast6 = ipaddr.parseCIDR("2000::/3");

// Azure's platform service: an ordinary-looking address that every virtual machine there can reach.
const azurePlatform = ipaddr.parseCIDR("168.63.129.16/32");

type Address = ipaddr.IPv4 | ipaddr.IPv6;

function inside(address: Address, [range, bits]: [Address, number]): boolean {
  return address.kind() === range.kind() && address.match(range, bits);
}

/** Returns whether an IPv4 or IPv6 address is ordinary public unicast: for IPv6 only 2000::/3, and no special purpose. @internal */
export function isPublicAddress(text: string): boolean {
  if (!ipaddr.isValid(text)) return false;
  const address = ipaddr.parse(text);
  if (address.range() !== "unicast" || inside(address, azurePlatform)) return false;
  return address.kind() === "ipv4" || inside(address, globalUnicast6);
}

function bareHost(hostname: string): string {
  return hostname
    .replace(/^\[|\]$/g, "")
    .replace(/\.$/, "")
    .toLowerCase();
}

function matchesEntry(host: string, entry: string): boolean {
  const wanted = entry.trim().toLowerCase();
  if (!ipaddr.isValid(host)) return bareHost(wanted) === host;
  const address = ipaddr.process(host);
  if (ipaddr.isValidCIDR(wanted)) return inside(address, ipaddr.parseCIDR(wanted));
  const literal = bareHost(wanted);
  return ipaddr.isValid(literal) && ipaddr.process(literal).toString() === address.toString();
}

/** Returns whether the operator's list holds this host name or address. */
function isAllowlisted(hostname: string, policy: AddressPolicy): boolean {
  const host = bareHost(hostname);
  return policy.allow.some((entry) => matchesEntry(host, entry));
}

/** Throws EndpointError `address` unless an address that `hostname` resolved to may be dialled. */
export function assertDialable(hostname: string, address: string, policy: AddressPolicy): void {
  if (isPublicAddress(address)) return;
  if (isAllowlisted(hostname, policy) || isAllowlisted(address, policy)) return;
  throw forbidden(
    "The endpoint's host is at a private or special address, which is not called. Use a public address, or ask the operator to add the host to ENDPOINT_ALLOWLIST.",
  );
}

/** Throws EndpointError `address` where host (a name or an address) and port are those of this site's own services. */
export function assertNotOwnService(hostname: string, port: number, policy: AddressPolicy): void {
  if (!policy.ownPorts?.includes(port)) return;
  const host = bareHost(hostname);
  const range = ipaddr.isValid(host) ? ipaddr.process(host).range() : null;
  const here = range === "loopback" || range === "unspecified";
  if (!here && !policy.ownMachines?.some((machine) => matchesEntry(host, machine))) return;
  throw forbidden(
    "The endpoint's port belongs to this site itself. Give the address of the model's own server.",
  );
}

/**
 * Throws EndpointError `address` unless host, port and scheme may be called, before any name is resolved.
 * `port` 0 means the scheme's own.
 */
export function assertCallable(
  target: { protocol: string; hostname: string; port: number },
  policy: AddressPolicy,
): void {
  const host = bareHost(target.hostname);
  const allowed = isAllowlisted(host, policy);
  if (policy.ownHosts?.some((own) => bareHost(own) === host)) {
    throw forbidden("The endpoint's host is this site itself. Give the address of the model's own server.");
  }
  if (target.protocol === "http:" && !allowed && !policy.allowHttp) {
    throw forbidden("The endpoint must use https. Plain http is only for hosts the operator allowed.");
  }
  const port = target.port || (target.protocol === "http:" ? 80 : 443);
  assertPort(port, target.protocol, allowed);
  assertNotOwnService(host, port, policy);
  if (ipaddr.isValid(host)) {
    assertDialable(host, host, policy);
  } else if (!allowed && isInternalName(host)) {
    throw forbidden(
      "The endpoint's host has a name of a private network, which is not called. Use a public host name, or ask the operator to add it to ENDPOINT_ALLOWLIST.",
    );
  }
}

function isInternalName(host: string): boolean {
  return !host.includes(".") || internalSuffixes.includes(host.slice(host.lastIndexOf(".") + 1));
}

function assertPort(port: number, protocol: string, allowed: boolean): void {
  const usual = port === 443 || port >= 1024 || (port === 80 && protocol === "http:");
  if (deniedPorts.has(port) || !(usual || allowed)) {
    throw forbidden(`Port ${port} is not called. Use 443, or a port from 1024 up that no database owns.`);
  }
}

/** The message names no host: it is kept with the run, whose readers may not know where its endpoint lives. */
function forbidden(message: string): EndpointError {
  return new EndpointError("address", message);
}
