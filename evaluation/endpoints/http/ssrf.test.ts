import { readFileSync } from "node:fs";
import { Socket } from "node:net";
import type { buildConnector } from "undici";
import { describe, expect, it } from "vitest";
import { EndpointError } from "#/evaluation/endpoints/errors/endpoint-error.ts";
import { parseBaseUrl } from "#/evaluation/endpoints/http/base-url.ts";
import { type AddressPolicy, isPublicAddress } from "#/evaluation/endpoints/http/public-address.ts";
import { createSafeDialer } from "#/evaluation/endpoints/http/safe-dialer.ts";
import { never, openTestEndpoint, testQuestion } from "#/test/ask-endpoint.ts";
import { sharedData } from "#/test/shared-data.ts";

type Vector = { id: string; class: string; url: string; expect: string; dns?: Record<string, string[]> };

const vectors: Vector[] = sharedData
  ? JSON.parse(readFileSync(`${sharedData}/vectors/vectors.json`, "utf8")).ssrf
  : [];

/** A socket that was never opened but says it reached `peer`. */
function fakeSocket(peer: string): Socket {
  return Object.defineProperty(new Socket(), "remoteAddress", { value: peer });
}

type Dial = { hostname: string; addresses: string[] };

function recorder(policy: AddressPolicy, dns: Record<string, string[]>, peer?: string) {
  const dials: Dial[] = [];
  const dialer = createSafeDialer({
    policy,
    connectTimeoutMs: 1000,
    resolve: async (hostname) => dns[hostname] ?? [],
    dial: (lookup) => (target, callback) => {
      lookup(target.hostname, { all: true }, (error, found) => {
        if (error) return callback(error, null);
        const addresses = Array.isArray(found) ? found.map(({ address }) => address) : [found];
        dials.push({ hostname: target.hostname, addresses });
        callback(null, fakeSocket(peer ?? addresses[0] ?? ""));
      });
    },
  });
  return { dials, connect: (url: URL) => connectTo(dialer, url) };
}

function connectTo(dialer: buildConnector.connector, url: URL): Promise<Error | null> {
  const target = { hostname: url.hostname, host: url.host, protocol: url.protocol, port: url.port };
  return new Promise((done) => dialer(target, (...[error]) => done(error)));
}

const policy: AddressPolicy = { allow: [], ownHosts: ["leaderboard.example.org"] };

describe.runIf(sharedData)("the server-side request forgery vectors", () => {
  it("are all here", () => expect(vectors).toHaveLength(94));

  it.each(vectors.map((vector) => [vector.id, vector.class, vector] as const))(
    "%s %s",
    async (_, __, vector) => {
      const { dials, connect } = recorder(policy, vector.dns ?? {});
      const outcome = await Promise.resolve()
        .then(() => connect(parseBaseUrl(vector.url, policy)))
        .catch((error: unknown) => error);
      if (vector.expect === "block") {
        expect(outcome).toBeInstanceOf(EndpointError);
        expect(dials).toEqual([]);
      } else {
        expect(outcome).toBeNull();
        expect(dials).toHaveLength(1);
      }
    },
  );

  const connectable = vectors.filter(
    (vector) =>
      vector.expect === "block" &&
      !["userinfo", "dot-segments", "query", "scheme"].includes(vector.class) &&
      URL.canParse(vector.url),
  );
  it.each(connectable.map((vector) => [vector.id, vector] as const))(
    "%s is not dialled by the connector alone either",
    async (_, vector) => {
      const { dials, connect } = recorder(policy, vector.dns ?? {});
      expect(await connect(new URL(vector.url))).toBeInstanceOf(EndpointError);
      expect(dials).toEqual([]);
    },
  );
});

describe("the connector", () => {
  const publicUrl = new URL("https://api.example.com/v1");

  it("dials exactly the addresses it checked, asking the resolver once", async () => {
    const { dials, connect } = recorder(policy, { "api.example.com": ["93.184.215.14", "2606:4700::1"] });
    expect(await connect(publicUrl)).toBeNull();
    expect(dials).toEqual([{ hostname: "api.example.com", addresses: ["93.184.215.14", "2606:4700::1"] }]);
  });

  it("drops a socket whose peer turns out to be private", async () => {
    const { connect } = recorder(policy, { "api.example.com": ["93.184.215.14"] }, "10.0.0.1");
    expect(await connect(publicUrl)).toMatchObject({ kind: "address", stopsRun: true });
  });

  it("lets the operator allow a name, an address and a range, but no database's port", async () => {
    const allowing: AddressPolicy = { allow: ["models.lan", "127.0.0.1", "10.1.0.0/16", "fd00::/8"] };
    const { connect } = recorder(allowing, { "models.lan": ["192.168.1.9"], "other.example": ["10.1.2.3"] });
    for (const url of [
      "http://models.lan:8000",
      "http://127.0.0.1:8000",
      "https://other.example",
      "http://[fd00::1]/v1",
    ]) {
      expect(await connect(parseBaseUrl(url, allowing))).toBeNull();
    }
    for (const url of [
      "http://127.0.0.1:6379",
      "http://127.0.0.2:8000",
      "http://10.2.0.1/v1",
      "http://api.example.com",
    ]) {
      expect(() => parseBaseUrl(url, allowing)).toThrow(EndpointError);
    }
  });
});

it("never calls the site's own services, by name, address or resolved address, allowed or not", async () => {
  const allowing: AddressPolicy = {
    allow: ["localhost", "127.0.0.0/8", "10.1.0.0/16", "fd00::/8", "gpu.lan", "db.lan", "::1"],
    ownMachines: ["10.1.0.7", "fd00::7", "db.lan"],
    ownPorts: [3000, 15432],
  };
  const dns = { localhost: ["127.0.0.1"], "gpu.lan": ["10.1.0.7"], "db.lan": ["10.1.0.9"] };
  for (const host of [
    "localhost",
    "127.0.0.1",
    "127.8.0.1",
    "[::1]",
    "10.1.0.7",
    "[fd00::7]",
    "gpu.lan",
    "db.lan",
  ]) {
    const { dials, connect } = recorder(allowing, dns);
    for (const port of [3000, 15432]) {
      const outcome = await connect(new URL(`http://${host}:${port}/v1`));
      expect(outcome, `${host}:${port}`).toBeInstanceOf(EndpointError);
    }
    expect(dials).toEqual([]);
    expect(await connect(new URL(`http://${host}:8000/v1`)), host).toBeNull();
  }
  const { connect } = recorder(allowing, dns);
  expect(await connect(new URL("http://10.1.0.8:3000/v1"))).toBeNull();
});

it.each([
  ["8.8.8.8", true],
  ["2606:4700:4700::1111", true],
  ["::ffff:8.8.8.8", false],
  ["168.63.129.16", false],
  ["4000::1", false],
  ["2001:db8::1", false],
  ["fe80::1%eth0", false],
  ["not an address", false],
])("%s is public: %s", (address, expected) => expect(isPublicAddress(address)).toBe(expected));

it("a name that resolves to a private address fails the call itself, and stops the run", async () => {
  const endpoint = openTestEndpoint("https://api.example.com/v1", {
    addressPolicy: policy,
    resolve: async () => ["93.184.215.14", "10.0.0.5"],
  });
  await expect(endpoint.ask(testQuestion, never)).rejects.toMatchObject({ kind: "address", stopsRun: true });
  await endpoint.close();
});
