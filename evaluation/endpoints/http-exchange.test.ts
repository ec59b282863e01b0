import { expect, it } from "vitest";
import { CallWithheld } from "#/evaluation/endpoints/call-withheld.ts";
import { openHttpPool } from "#/evaluation/endpoints/http-pool.ts";
import { startMisbehavingEndpoint } from "#/test/misbehaving-endpoint.ts";
import { ok } from "#/test/misbehaviours.ts";

it("withholds a request that may no longer start once it has its socket, on a new one as on one in use", async () => {
  await using server = await startMisbehavingEndpoint([ok("A")]);
  let mine = false;
  const pool = openHttpPool({
    origin: new URL(server.url).origin,
    connections: 1,
    deadlines: { connectMs: 1_000, headersMs: 1_000, totalMs: 1_000 },
    maxResponseBytes: 10_000,
    connector: { policy: { allow: ["127.0.0.1"] } },
    mayStart: () => mine,
  });
  const ask = () => pool.post("/v1", {}, Buffer.from("{}"), new AbortController().signal);
  const asked = (mineAtFirst: boolean, mineLater: boolean) => {
    mine = mineAtFirst;
    const answer = ask();
    mine = mineLater;
    return answer;
  };
  await expect(asked(true, false)).rejects.toBeInstanceOf(CallWithheld);
  expect(await asked(true, true)).toMatchObject({ status: 200 });
  await expect(asked(true, false)).rejects.toBeInstanceOf(CallWithheld);
  expect(await asked(false, true)).toMatchObject({ status: 200 });
  expect(server.calls).toHaveLength(2);
  await pool.close();
});
