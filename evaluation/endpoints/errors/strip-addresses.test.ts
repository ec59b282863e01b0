import { expect, it } from "vitest";
import { stripAddresses } from "#/evaluation/endpoints/errors/strip-addresses.ts";
import { assertCallable, assertDialable } from "#/evaluation/endpoints/http/public-address.ts";
import { failing, openTestEndpoint } from "#/test/ask-endpoint.ts";
import * as does from "#/test/misbehaviours.ts";

it.each([
  ["Cannot connect to http://10.0.0.5:8000/v1/chat.", "Cannot connect to [address]"],
  ["No route to 10.0.0.5:8000, tried [fd00::1]:443.", "No route to [address], tried [address]."],
  ["vLLM 0.11.2 of 2026-11-01 says [12] of 3:4.", "vLLM 0.11.2 of 2026-11-01 says [12] of 3:4."],
])("%s", (text, clean) => expect(stripAddresses(text)).toBe(clean));

const secret = /secret|10\.0|127\.0|169\.254|board\.example/;

it("no refusal names host, address or target", async () => {
  const policy = {
    allow: [],
    ownHosts: ["board.example"],
    ownPorts: [5432],
    ownMachines: ["secret.example"],
  };
  const callable = (hostname: string, port = 443) =>
    assertCallable({ protocol: "https:", hostname, port }, policy);
  const refusals = [
    () => callable("board.example"),
    () => callable("secret.internal"),
    () => callable("10.0.0.5"),
    () => assertDialable("secret.example", "10.0.0.5", policy),
    () =>
      assertCallable(
        { protocol: "https:", hostname: "secret.example", port: 5432 },
        { ...policy, allow: ["secret.example"], ownPorts: [8000] },
      ),
    () =>
      assertCallable(
        { protocol: "https:", hostname: "secret.example", port: 8000 },
        { ...policy, ownPorts: [8000] },
      ),
  ];
  for (const refusal of refusals) {
    expect(refusal).toThrow(/\. (Use|Give) /);
    expect(refusal).not.toThrow(secret);
  }
  const unresolved = openTestEndpoint("https://secret.example/v1", { resolve: async () => [] });
  const [asked] = await Promise.allSettled([
    unresolved.ask({ images: [], prompt: "?", maxTokens: 1, temperature: 0 }, new AbortController().signal),
  ]);
  await unresolved.close();
  expect(asked).toMatchObject({ reason: { kind: "network", message: expect.not.stringMatching(secret) } });
  const error = await failing([does.failing(502, "No upstream at http://10.0.0.5:8000/secret")]);
  expect(error.message).toBe("The endpoint failed (502: No upstream at [address]).");
});
