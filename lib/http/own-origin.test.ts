import { once } from "node:events";
import { createServer, request } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { provideEnv } from "#/lib/env.ts";
import { isOwnOrigin } from "#/lib/http/own-origin.ts";
import { trustProxies } from "#/lib/http/trust-proxy.ts";

const site = "https://board.example";
const forwarded: unknown[] = [];
const server = createServer((asked, answer) => {
  forwarded.push(asked.headers["x-forwarded-host"]);
  answer.end();
});

beforeAll(async () => {
  provideEnv({
    DATABASE_URL: "postgresql://localhost/board",
    NEXTAUTH_SECRET: "x".repeat(32),
    SECRETS_KEYS: `a:${Buffer.alloc(32).toString("base64")}`,
    NEXTAUTH_URL: site,
  });
  trustProxies();
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
});
afterAll(() => server.close());

/** What Next is told to compare an action's origin with. */
async function forwardedHost(headers: Record<string, string>): Promise<unknown> {
  const asking = request({ port: (server.address() as AddressInfo).port, host: "127.0.0.1", headers });
  asking.end();
  const [answer] = await once(asking, "response");
  answer.resume();
  return forwarded.pop();
}

describe.each([
  [site, "board.example", true],
  [`${site}:443`, "board.example", true],
  // Behind a proxy that writes its own upstream there.
  [site, "web:3000", true],
  // By another name of the machine, or without NEXTAUTH_URL.
  ["http://192.168.1.5:3000", "192.168.1.5:3000", true],
  ["https://evil.example", "board.example", false],
  ["https://evil.example", "web:3000", false],
  ["https://board.example.evil.example", "board.example", false],
  ["https://board.example:8443", "web:3000", false],
  ["http://board.example", "web:3000", false],
  ["null", "board.example", false],
  ["", "board.example", false],
  ["not an address", "board.example", false],
])("the origin %j at the host %s", (origin, host, own) => {
  it(`is ${own ? "" : "not "}this site's, whatever host is said to be forwarded`, async () => {
    expect(isOwnOrigin(origin, host)).toBe(own);
    const told = await forwardedHost({ host, origin, "x-forwarded-host": "evil.example" });
    expect(told === URL.parse(origin)?.host).toBe(own);
    expect(told).not.toBe("evil.example");
  });
});

it("without an origin or a host is nobody's", () => {
  expect(isOwnOrigin(null, null)).toBe(false);
  expect(isOwnOrigin(undefined, undefined)).toBe(false);
});
