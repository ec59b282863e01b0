import { once } from "node:events";
import { createServer, get } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, it, onTestFinished } from "vitest";
import { provideEnv } from "#/lib/env.ts";
import { ownRequestMark } from "#/lib/http/own-request.ts";
import { trustProxies } from "#/lib/http/trust-proxy.ts";
import { noticeUntrustedProxy, untrustedProxy } from "#/lib/http/untrusted-proxy.ts";

const holder = globalThis as { boardUntrustedProxy?: unknown };
afterEach(() => {
  delete holder.boardUntrustedProxy;
});

provideEnv({
  DATABASE_URL: "postgresql://nowhere/board",
  NEXTAUTH_SECRET: "s".repeat(32),
  SECRETS_KEYS: `test:${Buffer.alloc(32).toString("base64")}`,
  LOG_LEVEL: "silent",
});
trustProxies();

/** The address that a handler is told, of a request from this machine. */
async function addressSeen(headers: Record<string, string>): Promise<unknown> {
  const server = createServer((request, response) => response.end(request.headers["x-forwarded-for"]));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => void server.close());
  const request = get({
    port: (server.address() as AddressInfo).port,
    host: "127.0.0.1",
    headers,
    agent: false,
  });
  const [answer] = await once(request, "response");
  return String((await once(answer.setEncoding("utf8"), "data"))[0]);
}

it.each(["x-forwarded-for", "forwarded"])("notices a proxy on a private address by %s", async (header) => {
  expect(await addressSeen({ [header]: "198.51.100.7" })).toBe("127.0.0.1");
  expect(untrustedProxy()).toEqual({ header, peer: "127.0.0.1" });
});

it("takes what the board asks of itself for no proxy, and for whom it asks", async () => {
  expect(await addressSeen({ "x-forwarded-for": "198.51.100.7", ...ownRequestMark() })).toBe("198.51.100.7");
  expect(await addressSeen({})).toBe("127.0.0.1");
  expect(untrustedProxy()).toBeNull();
});

it("does not believe another mark", async () => {
  expect(await addressSeen({ "x-forwarded-for": "198.51.100.7", "x-board-own": "0".repeat(32) })).toBe(
    "127.0.0.1",
  );
});

it("takes nobody from outside for a proxy", () => {
  for (const peer of ["198.51.100.9", "2001:db8::1", "unknown"])
    noticeUntrustedProxy(peer, "x-forwarded-for");
  expect(untrustedProxy()).toBeNull();
  noticeUntrustedProxy("::ffff:10.1.2.3", "x-forwarded-for");
  expect(untrustedProxy()).toMatchObject({ peer: "::ffff:10.1.2.3" });
});
