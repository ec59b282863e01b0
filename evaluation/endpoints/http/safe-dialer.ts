import { lookup } from "node:dns/promises";
import { isIP, type LookupFunction } from "node:net";
import { buildConnector } from "undici";
import { EndpointError } from "#/evaluation/endpoints/errors/endpoint-error.ts";
import {
  type AddressPolicy,
  assertCallable,
  assertDialable,
  assertNotOwnService,
} from "#/evaluation/endpoints/http/public-address.ts";

/** Gives every address of a host name; rejects or gives none when there is none. */
export type Resolve = (hostname: string) => Promise<string[]>;

export type SafeDialerOptions = {
  policy: AddressPolicy;
  connectTimeoutMs: number;
  resolve?: Resolve;
  /** Opens the socket, to the addresses that `lookup` gives. */
  dial?: (lookup: LookupFunction) => buildConnector.connector;
};

async function systemResolve(hostname: string): Promise<string[]> {
  return (await lookup(hostname, { all: true })).map(({ address }) => address);
}

/**
 * Returns a connector for undici that dials only what the policy allows: it checks scheme, host and port, then
 * every address of the host (one bad address forbids all), dials those very addresses, and checks the
 * peer of the open socket once more. A refusal is an EndpointError `address`, and nothing was dialled.
 */
export function createSafeDialer(options: SafeDialerOptions): buildConnector.connector {
  const { policy, resolve = systemResolve, dial = dialWith(options.connectTimeoutMs) } = options;
  const checked = new Map<string, string[]>();
  const connect = dial((hostname, lookupOptions, callback) => {
    const addresses = checked.get(hostname) ?? [];
    const [first] = addresses;
    const answers = addresses.map((address) => ({ address, family: isIP(address) }));
    if (first === undefined) callback(new Error(`${hostname} was not checked.`), []);
    else if (lookupOptions.all) callback(null, answers);
    else callback(null, first, isIP(first));
  });
  return (target, callback) => {
    const { protocol } = target;
    const hostname = target.hostname.replace(/^\[|\]$/g, "");
    checkTarget(protocol, hostname, Number(target.port) || 0, policy, resolve)
      .then((addresses) => {
        checked.set(hostname, addresses);
        connect({ ...target, hostname }, (error, socket) => {
          if (error) return callback(error, null);
          const refusal = checkPeer(hostname, socket.remoteAddress, policy);
          if (refusal === null) return callback(null, socket);
          socket.destroy();
          callback(refusal, null);
        });
      })
      .catch((error: Error) => callback(error, null));
  };
}

function dialWith(timeout: number) {
  return (lookupChecked: LookupFunction) =>
    buildConnector({ timeout, lookup: lookupChecked, allowH2: false });
}

async function checkTarget(
  protocol: string,
  hostname: string,
  port: number,
  policy: AddressPolicy,
  resolve: Resolve,
): Promise<string[]> {
  assertCallable({ protocol, hostname, port }, policy);
  if (isIP(hostname)) return [hostname];
  const addresses = await resolve(hostname);
  if (addresses.length === 0) {
    throw new EndpointError("network", "The endpoint's host name has no address. Check its spelling.");
  }
  for (const address of addresses) {
    assertDialable(hostname, address, policy);
    assertNotOwnService(address, port, policy);
  }
  return addresses;
}

function checkPeer(hostname: string, peer: string | undefined, policy: AddressPolicy): Error | null {
  try {
    assertDialable(hostname, peer ?? "", policy);
    return null;
  } catch (error) {
    return error as Error;
  }
}
