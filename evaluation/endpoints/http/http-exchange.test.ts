import { expect, it } from "vitest";
import { LeaseExpiredError } from "#/evaluation/endpoints/errors/lease-expired-error.ts";
import { type HttpPoolOptions, openHttpPool } from "#/evaluation/endpoints/http/http-pool.ts";
import { never } from "#/test/ask-endpoint.ts";
import { startMisbehavingEndpoint } from "#/test/misbehaving-endpoint.ts";
import { type Misbehaviour, ok } from "#/test/misbehaviours.ts";

function openPool(url: string, options: Partial<HttpPoolOptions> = {}) {
  return openHttpPool({
    origin: new URL(url).origin,
    connections: 1,
    deadlines: { connectMs: 5_000, headersMs: 20_000, totalMs: 20_000 },
    maxResponseBytes: 10_000,
    dialer: { policy: { allow: ["127.0.0.1"] } },
    ...options,
  });
}

/** Writes to the bare connection as fast as it takes it, until it is closed. */
function pouring(start: string, piece: string): Misbehaviour {
  return ({ socket }) => {
    if (!socket) return;
    const pour = () => {
      while (!socket.destroyed && socket.write(piece));
    };
    socket.on("drain", pour).on("error", () => {});
    socket.write(start);
    pour();
  };
}

it.each([
  ["interim replies", "", "HTTP/1.1 103 Early Hints\r\n\r\n"],
  ["extensions of chunks", "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n1;", "x".repeat(65_536)],
])("breaks off a reply that goes on beside its body, as %s", async (_, start, piece) => {
  await using server = await startMisbehavingEndpoint([pouring(start, piece)]);
  const pool = openPool(server.url);
  const asked = pool.post("/v1", {}, ["{}"], never);
  await expect(asked).rejects.toMatchObject({
    name: "EndpointError",
    kind: "parse",
    message: expect.stringMatching(/^The endpoint did not answer with valid HTTP \(too m/),
  });
  await pool.close();
});

it("takes interim replies before the reply, and a body in pieces of one byte", async () => {
  const body = JSON.stringify({ padding: "x".repeat(2_000) });
  await using server = await startMisbehavingEndpoint([
    (response) => {
      response.writeEarlyHints({ link: "</a>; rel=preload" });
      response.writeHead(200);
      for (const sign of body) response.write(sign);
      response.end();
    },
  ]);
  const pool = openPool(server.url);
  const { status, bytes } = await pool.get("/v1", {}, never);
  expect({ status, body: bytes.toString() }).toEqual({ status: 200, body });
  await pool.close();
});

it("withholds a request that may no longer start once it has its socket, on a new one as on one in use", async () => {
  await using server = await startMisbehavingEndpoint([ok("A")]);
  let mine = false;
  const pool = openPool(server.url, { isLeaseValid: () => mine });
  const ask = () => pool.post("/v1", {}, ["{}"], never);
  const asked = (mineAtFirst: boolean, mineLater: boolean) => {
    mine = mineAtFirst;
    const answer = ask();
    mine = mineLater;
    return answer;
  };
  await expect(asked(true, false)).rejects.toBeInstanceOf(LeaseExpiredError);
  expect(await asked(true, true)).toMatchObject({ status: 200 });
  await expect(asked(true, false)).rejects.toBeInstanceOf(LeaseExpiredError);
  expect(await asked(false, true)).toMatchObject({ status: 200 });
  expect(server.calls).toHaveLength(2);
  await pool.close();
});
