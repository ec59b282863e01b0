import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { defaultRetryPolicy, withRetries } from "#/evaluation/endpoints/decorators/retry.ts";
import { errorFromNetwork } from "#/evaluation/endpoints/errors/network-error.ts";
import {
  asking,
  failing,
  listingQuestion,
  never,
  openTestEndpoint,
  testKey,
  testQuestion,
} from "#/test/ask-endpoint.ts";
import { startMisbehavingEndpoint } from "#/test/misbehaving-endpoint.ts";
import * as does from "#/test/misbehaviours.ts";
import { sharedData } from "#/test/shared-data.ts";
import { vectorsOf } from "#/test/vectors/vectors-of.ts";

const quick = { deadlines: { totalMs: 60 } };

/** What each vector's server does, and what must come of it. */
const cases: Record<string, () => Promise<void>> = {
  "resp-01-slow-headers": async () =>
    expect(await failing([does.hang], quick)).toMatchObject({ kind: "timeout", retryable: true }),
  "resp-03-drip-sse": async () =>
    expect(await failing([does.drip(5)], quick)).toMatchObject({ kind: "timeout", retryable: true }),
  "resp-05-huge-chunked": async () =>
    expect(await failing([does.huge(50e6)])).toMatchObject({ kind: "too-large", retryable: false }),
  "resp-07-nested-encoding": async () => {
    const packed = does.status(200, { "content-encoding": "gzip, gzip, br" }, gzipSync("{}"));
    expect(await failing([packed])).toMatchObject({ kind: "parse" });
  },
  "resp-09-huge-string": async () =>
    expect(await failing([does.ok("x".repeat(50e6))])).toMatchObject({ kind: "too-large" }),
  "resp-11-header-flood": async () =>
    expect(await failing([does.status(200, { "x-flood": "a".repeat(65_536) })])).toMatchObject({
      kind: "too-large",
      message: expect.stringContaining("headers"),
    }),
  "resp-13-proto-pollution": async () => {
    await failing([does.status(200, {}, '{"__proto__":{"isAdmin":true},"choices":[]}')]);
    expect({}).not.toHaveProperty("isAdmin");
  },
  "resp-15-positive-logprob": async () => {
    const logprobs = { content: [{ token: "B", logprob: 3.2, top_logprobs: [] }] };
    const script = [does.ok("B", { logprobs })];
    expect(await failing(script, {}, listingQuestion)).toMatchObject({ kind: "parse" });
    expect((await asking(script)).reply).toMatchObject({ text: "B", logprobs: null });
  },
  "resp-17-lone-surrogate": async () => {
    const { reply } = await asking([does.ok("B\ud800")]);
    expect(reply.text.isWellFormed()).toBe(true);
    expect(reply.text).toBe("B\ufffd");
  },
  "resp-19-wrong-model": async () =>
    expect((await asking([does.ok("B", { model: "other" })])).reply.model).toBe("other"),
  "resp-21-tls-self-signed": async () => {
    const error = errorFromNetwork(Object.assign(new Error("x"), { code: "DEPTH_ZERO_SELF_SIGNED_CERT" }));
    expect(error).toMatchObject({ stopsRun: true, message: expect.stringContaining("is not trusted") });
  },
  "resp-23-echo-secret": async () => {
    const { reply } = await asking([does.ok(`You sent Authorization: Bearer ${testKey}`)]);
    expect(JSON.stringify(reply)).not.toContain(testKey);
    expect(reply.text).toContain("[redacted]");
  },
  "resp-25-retry-after-date": async () => {
    const later = does.failing(429, "slow down", { "retry-after": "Wed, 21 Oct 2099 07:28:00 GMT" });
    await using server = await startMisbehavingEndpoint([later, does.ok("A")]);
    const endpoint = openTestEndpoint(server.url);
    const waits: number[] = [];
    const clock = { random: () => 0, sleep: async (ms: number) => void waits.push(ms) };
    const { value } = await withRetries(
      (signal) => endpoint.ask(testQuestion, signal),
      defaultRetryPolicy,
      never,
      clock,
    );
    expect(value.text).toBe("A");
    expect(waits).toEqual([defaultRetryPolicy.maxRetryAfterMs]);
    await endpoint.close();
  },
  "resp-27-200-error-body": async () =>
    expect(await failing([does.errorIn200()])).toMatchObject({ kind: "server", retryable: true }),
  "resp-29-200-null-content": async () => {
    const thought = { role: "assistant", content: null, reasoning_content: "Let me think …" };
    const body = {
      ...does.completionBody({}),
      choices: [{ index: 0, message: thought, finish_reason: "stop" }],
    };
    // Told apart from an answer: nothing was said, only thought.
    expect((await asking([does.json(body)])).reply).toMatchObject({ text: "", reasoning: "Let me think …" });
  },
};

describe.runIf(sharedData)("every vector of response abuse", () => {
  it("has a case, and every case a vector", () => {
    expect(Object.keys(cases).sort()).toEqual(
      vectorsOf("response_abuse")
        .map(({ id }) => id)
        .sort(),
    );
  });
});

it.each(Object.entries(cases))("%s", (_, play) => play());
