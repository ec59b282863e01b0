import { expect, it } from "vitest";
import { dryRunSchema } from "#/app/api/openapi/dry-run-schema.ts";
import { POST as post } from "#/app/api/v1/submissions/dry-run/route.ts";
import { createToken } from "#/features/tokens/create-token.ts";
import { testKey } from "#/test/ask-endpoint.ts";
import { startMisbehavingEndpoint } from "#/test/misbehaving-endpoint.ts";
import { ok } from "#/test/misbehaviours.ts";
import { fixtureDataset, fixtureUser, rightAnswer } from "#/test/submission-fixtures.ts";
import { useTestDatabase } from "#/test/test-database.ts";

useTestDatabase({ ENDPOINT_ALLOWLIST: "127.0.0.1" });

it("is offered by the API as described there, and slowed down like the probe", {
  timeout: 30_000,
}, async () => {
  await using server = await startMisbehavingEndpoint((call) => ok(rightAnswer(call)));
  const dataset = await fixtureDataset(20);
  const endpoint = { protocol: "openai", baseUrl: server.url, model: "m", apiKey: testKey };
  const { secret } = await createToken(await fixtureUser(), { name: "dry" });
  const asking = () =>
    post(
      new Request("http://board.example/api/v1/submissions/dry-run", {
        method: "POST",
        headers: { authorization: `Bearer ${secret}` },
        body: JSON.stringify({ endpoint, dataset }),
      }),
      { params: Promise.resolve({}) },
    );
  const response = await asking();
  expect(response.status).toBe(200);
  const text = await response.text();
  expect(text).not.toContain(testKey);
  expect(dryRunSchema.strict().parse(JSON.parse(text)).items).toHaveLength(8);
  const statuses: number[] = [];
  for (let time = 0; time < 20; time += 1) statuses.push((await asking()).status);
  expect(statuses.slice(0, 19)).toEqual(Array(19).fill(200));
  expect(statuses.at(-1)).toBe(429);
});
