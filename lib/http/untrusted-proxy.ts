import ipaddr from "ipaddr.js";
import { log } from "#/lib/log.ts";

/** A proxy that told where a request came from, though nobody told the board to believe one. */
export type UntrustedProxy = { header: string; peer: string };

const holder = globalThis as typeof globalThis & { boardUntrustedProxy?: UntrustedProxy };
const inside = new Set(["loopback", "private", "linkLocal", "uniqueLocal", "carrierGradeNat"]);

/** Looks at a request where no proxy is trusted; the first that comes through one is warned of in the log. */
export function noticeUntrustedProxy(peer: string, header: string): void {
  if (holder.boardUntrustedProxy || !ipaddr.isValid(peer) || !inside.has(ipaddr.process(peer).range()))
    return;
  holder.boardUntrustedProxy = { header, peer };
  log().warn(
    { peer, header },
    `A proxy at ${peer} says by ${header} where requests come from, but TRUSTED_PROXIES is 0: all visitors count as one address, and share its limits. Set TRUSTED_PROXIES to the number of proxies in front of the board.`,
  );
}

export function untrustedProxy(): UntrustedProxy | null {
  return holder.boardUntrustedProxy ?? null;
}
