import { expect } from "vitest";
import type { ChatRequest } from "#/evaluation/endpoints/endpoint.ts";
import { EndpointError } from "#/evaluation/endpoints/errors/endpoint-error.ts";
import { type EndpointOptions, openEndpoint } from "#/evaluation/endpoints/open-endpoint.ts";
import { type Script, startMisbehavingEndpoint } from "#/test/misbehaving-endpoint.ts";

export const testKey = "sk-test-0123456789abcdef";
export const never = new AbortController().signal;
export const testImage = Uint8Array.from({ length: 1000 }, (_, n) => (n * 31) % 256);
export const testQuestion: ChatRequest = {
  images: [{ bytes: testImage, mime: "image/png" }],
  prompt: 'How "bright" is 这?\nA. High',
  maxTokens: 64,
  temperature: 0,
};

/** The same, with log-probabilities. */
export const listingQuestion: ChatRequest = { ...testQuestion, topLogprobs: 5 };

/** An endpoint at a loopback address, with a short body cap. */
export function openTestEndpoint(url: string, options: Partial<EndpointOptions> = {}) {
  return openEndpoint({
    protocol: "openai",
    baseUrl: url,
    model: "test-model",
    apiKey: testKey,
    concurrency: 4,
    addressPolicy: { allow: ["127.0.0.1"] },
    deadlines: { totalMs: 10_000 },
    maxResponseBytes: 200_000,
    ...options,
  });
}

/** Asks a misbehaving endpoint once and gives the reply and what the server saw. */
export async function asking(script: Script, request = testQuestion, options: Partial<EndpointOptions> = {}) {
  await using server = await startMisbehavingEndpoint(script);
  const endpoint = openTestEndpoint(server.url, options);
  try {
    return { reply: await endpoint.ask(request, never), calls: server.calls };
  } finally {
    await endpoint.close();
  }
}

/** Asks once and gives the failure, which must not hold the key anywhere. */
export async function failing(
  script: Script,
  options: Partial<EndpointOptions> = {},
  request = testQuestion,
): Promise<EndpointError> {
  const outcome = await asking(script, request, options).catch((error: unknown) => error);
  if (!(outcome instanceof EndpointError))
    throw new Error(`Expected a failure, not ${JSON.stringify(outcome)}`);
  expect(JSON.stringify({ ...outcome, message: outcome.message, stack: outcome.stack })).not.toContain(
    testKey,
  );
  return outcome;
}
