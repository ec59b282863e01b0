import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { EndpointError } from "#/evaluation/endpoints/errors/endpoint-error.ts";
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

describe("the client withstands", () => {
  it("no headers, and a drip: the total deadline fires", async () => {
    for (const script of [does.hang, does.drip(5)]) {
      const error = await failing([script], { deadlines: { totalMs: 60 } });
      expect(error).toMatchObject({ kind: "timeout", retryable: true });
    }
  });

  it("a huge body and a compressed bomb: cut at the cap", async () => {
    expect(await failing([does.huge(50e6)])).toMatchObject({ kind: "too-large", retryable: false });
    const bomb = gzipSync(Buffer.alloc(20e6, " "));
    const packed = (encoding: string) => does.status(200, { "content-encoding": encoding }, bomb);
    expect(await failing([packed("gzip")])).toMatchObject({ kind: "too-large" });
    expect(await failing([packed("gzip, gzip, br")])).toMatchObject({ kind: "parse" });
    const text = gzipSync(JSON.stringify(does.completionBody({ content: "B" })));
    const { reply } = await asking([does.status(200, { "content-encoding": "gzip" }, text)]);
    expect(reply.text).toBe("B");
  });

  it("a flood of headers, HTML, no JSON, broken JSON, no HTTP status", async () => {
    expect(await failing([does.status(200, { "x-flood": "a".repeat(65_536) })])).toMatchObject({
      kind: "too-large",
    });
    for (const script of [does.html, does.status(200), does.json([]), does.status(200, {}, '{"choices":')]) {
      expect(await failing([script])).toMatchObject({ kind: "parse", retryable: false });
    }
  });

  it("redirects: never followed, their target named beside the message alone", async () => {
    const error = await failing([does.redirect("http://169.254.169.254/latest/")]);
    expect(error).toMatchObject({ kind: "redirect", stopsRun: true, retryable: false });
    expect(error.redirectsTo).toBe("http://169.254.169.254/latest/");
    expect(error.message).not.toContain("169.254");
  });

  it("resets and closed ports", async () => {
    expect(await failing([does.reset])).toMatchObject({ kind: "network", retryable: true });
    const server = await startMisbehavingEndpoint([]);
    await server.close();
    const endpoint = openTestEndpoint(server.url);
    await expect(endpoint.ask(testQuestion, never)).rejects.toMatchObject({
      kind: "network",
      retryable: true,
    });
    await endpoint.close();
  });

  it("prototype pollution, impossible log-probabilities, lone surrogates, another model", async () => {
    const polluting = '{"__proto__":{"isAdmin":true},"choices":[]}';
    expect(await failing([does.status(200, {}, polluting)])).toMatchObject({ kind: "empty" });
    expect({}).not.toHaveProperty("isAdmin");
    const logprobs = { content: [{ token: "B", logprob: 3.2, top_logprobs: [] }] };
    const script = [does.ok("B", { logprobs })];
    expect(await failing(script, {}, listingQuestion)).toMatchObject({ kind: "parse" });
    expect((await asking(script)).reply).toMatchObject({ text: "B", logprobs: null });
    expect((await asking([does.ok("B\ud800")])).reply.text).toBe("B\ufffd");
    expect((await asking([does.ok("B", { model: "other" })])).reply.model).toBe("other");
  });

  it("an echoed key: nothing stored or shown holds it", async () => {
    const { reply } = await asking([
      does.ok(`Bearer ${testKey}`, { reasoning: testKey, refusal: testKey, model: testKey }),
    ]);
    expect(JSON.stringify(reply)).not.toContain(testKey);
    for (const code of [400, 401, 500]) {
      const error = await failing([does.failing(code, `key ${testKey} / ${encodeURIComponent(testKey)}`)]);
      expect(error.message).toContain("[redacted]");
    }
    const top_logprobs = [{ [testKey]: {} }];
    const logprobs = { tokens: ["A"], token_logprobs: [0], top_logprobs };
    const inField = await failing([does.ok("A", { logprobs })], {}, listingQuestion);
    expect(inField).toMatchObject({ kind: "parse", message: expect.stringContaining("[redacted]") });
    const packed = await failing([does.status(200, { "content-encoding": testKey }, "{}")]);
    expect(packed).toMatchObject({ kind: "parse", message: expect.stringContaining("packed its reply") });
    for (const { message } of [inField, packed])
      expect(message.toLowerCase()).not.toContain(testKey.toLowerCase());
    expect(() => openTestEndpoint("http://127.0.0.1:9999/v1", { apiKey: `${testKey}\n` })).toThrow(
      EndpointError,
    );
  });

  it("cancelling: the caller's reason comes back and the server sees the connection close", async () => {
    await using server = await startMisbehavingEndpoint([does.hang]);
    const endpoint = openTestEndpoint(server.url);
    const controller = new AbortController();
    const asked = endpoint.ask(testQuestion, controller.signal);
    controller.abort(new Error("run cancelled"));
    await expect(asked).rejects.toThrow("run cancelled");
    await expect(endpoint.ask(testQuestion, controller.signal)).rejects.toThrow("run cancelled");
    await endpoint.close();
  });

  it("more calls than connections: never more in flight than allowed", async () => {
    await using server = await startMisbehavingEndpoint([does.after(10, does.ok("A"))]);
    const endpoint = openTestEndpoint(server.url, { concurrency: 3 });
    await Promise.all(Array.from({ length: 12 }, () => endpoint.ask(testQuestion, never)));
    expect(server.maxInFlight()).toBe(3);
    expect(server.calls).toHaveLength(12);
    await endpoint.close();
  });
});

it("an untrusted certificate stops the run and says why, and no cause of the HTTP library is kept", () => {
  const cause = Object.assign(new Error(`Bearer ${testKey}`), { code: "DEPTH_ZERO_SELF_SIGNED_CERT" });
  const error = errorFromNetwork(cause);
  expect(error).toMatchObject({ kind: "network", retryable: false, stopsRun: true });
  expect(error.cause).toBeUndefined();
  expect(error.message).toMatch(/certificate is not trusted/);
  expect(error.message).not.toContain(testKey);
});
