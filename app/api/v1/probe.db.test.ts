import { beforeAll, expect, it } from "vitest";
import { probeSchema } from "#/app/api/openapi/probe-schema.ts";
import { POST as probe } from "#/app/api/v1/submissions/probe/route.ts";
import { createToken } from "#/features/tokens/create-token.ts";
import { createUser } from "#/features/users/create-user.ts";
import { db } from "#/lib/db.ts";
import { testKey } from "#/test/ask-endpoint.ts";
import { habitServer } from "#/test/habit-server.ts";
import { startMisbehavingEndpoint } from "#/test/misbehaving-endpoint.ts";
import { failing } from "#/test/misbehaviours.ts";
import { seeing } from "#/test/seeing-server.ts";
import { useTestDatabase } from "#/test/test-database.ts";

useTestDatabase({ ENDPOINT_ALLOWLIST: "127.0.0.1" });

let token = "";

beforeAll(async () => {
  const user = await createUser({ email: "prober@example.org" });
  token = (await createToken(user, { name: "test" })).secret;
});

function probing(body: unknown, secret: string | null = token): Promise<Response> {
  const headers: Record<string, string> = secret === null ? {} : { authorization: `Bearer ${secret}` };
  const init = { method: "POST", headers, body: JSON.stringify(body) };
  return probe(new Request("http://board.example/api/v1/submissions/probe", init), {
    params: Promise.resolve({}),
  });
}

it("reports on an endpoint as the API describes it, without its key, and stores nothing", async () => {
  const habits = {
    prefill: "continued",
    logprobs: "listed",
    honours: ["tokenize", "logprob_token_ids"],
  } as const;
  await using server = await startMisbehavingEndpoint(seeing(habitServer(habits)));
  const endpoint = { protocol: "openai", baseUrl: server.url, model: "test-model", apiKey: testKey };
  const response = await probing(endpoint);
  const text = await response.text();
  expect(response.status).toBe(200);
  expect(text).not.toContain(testKey);
  expect(probeSchema.parse(JSON.parse(text))).toMatchObject({ usable: true, rung: "E" });
  expect(server.calls[1]?.headers.authorization).toBe(`Bearer ${testKey}`);
  expect(await db().submission.count()).toBe(0);
}, 30_000);

it("refuses strangers, private addresses and what is no endpoint, and calls nobody", async () => {
  await using server = await startMisbehavingEndpoint(() => failing(500, "nobody should call"));
  const endpoint = { protocol: "openai", baseUrl: server.url, model: "m" };
  expect((await probing(endpoint, null)).status).toBe(401);
  for (const baseUrl of ["http://10.0.0.1/v1", "http://169.254.169.254/latest", "http://localhost:1/v1"]) {
    const refused = await probing({ ...endpoint, baseUrl });
    expect(refused.status).toBe(400);
    expect(Object.keys((await refused.json()).error.fields)).toEqual(["baseUrl"]);
  }
  const { error } = await (await probing({ ...endpoint, protocol: "smoke" })).json();
  expect(Object.keys(error.fields)).toEqual(["protocol"]);
  expect(server.calls).toHaveLength(0);
});

it("slows down who probes again and again", async () => {
  await using server = await startMisbehavingEndpoint(() => failing(401, "no"));
  const endpoint = { protocol: "openai", baseUrl: server.url, model: "m" };
  const statuses: number[] = [];
  for (let time = 0; time < 21; time += 1) statuses.push((await probing(endpoint)).status);
  expect(statuses[0]).toBe(200);
  expect(statuses.at(-1)).toBe(429);
});
