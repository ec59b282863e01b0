import { describe, expect, it } from "vitest";
import {
  defaultRetryPolicy,
  RetriesExhausted,
  type RetryClock,
  withRetries,
} from "#/evaluation/endpoints/decorators/retry.ts";
import { EndpointError, type EndpointErrorKind } from "#/evaluation/endpoints/errors/endpoint-error.ts";

const policy = { ...defaultRetryPolicy, attempts: 3, baseDelayMs: 100, maxDelayMs: 1000 };
const never = new AbortController().signal;

const fail = (kind: EndpointErrorKind, retryAfterMs: number | null = null) =>
  new EndpointError(kind, `failed: ${kind}`, { retryAfterMs });

function play(errors: readonly Error[]) {
  const waits: number[] = [];
  const left = [...errors];
  const clock: RetryClock = {
    random: () => 0.5,
    sleep: async (ms) => {
      waits.push(ms);
    },
  };
  const call = async () => {
    const error = left.shift();
    if (error) throw error;
    return "done";
  };
  return { waits, run: () => withRetries(call, policy, never, clock), left };
}

describe("withRetries", () => {
  it("returns at once what succeeds at once", async () => {
    const { run, waits } = play([]);
    expect(await run()).toEqual({ value: "done", attempts: 1 });
    expect(waits).toEqual([]);
  });

  it("waits as told by 429, and by 503 with Retry-After, without using up an attempt", async () => {
    const told = Array.from({ length: 20 }, (_, n) => fail(n % 2 ? "rate" : "overload", 2000));
    const { run, waits } = play(told);
    expect(await run()).toEqual({ value: "done", attempts: 1 });
    expect(waits).toEqual(Array(20).fill(2000));
  });

  it("caps a wait, and gives up when the waiting budget is spent", async () => {
    const { run, waits } = play(Array.from({ length: 50 }, () => fail("rate", 9e12)));
    await expect(run()).rejects.toMatchObject({
      name: "RetriesExhausted",
      attempts: 1,
      error: { kind: "rate" },
    });
    expect(waits).toEqual(Array(10).fill(policy.maxRetryAfterMs));
  });

  it("does not spin when told to wait 0 seconds", async () => {
    const { run, waits } = play([fail("rate", 0), fail("rate")]);
    await run();
    expect(Math.min(...waits)).toBeGreaterThanOrEqual(policy.baseDelayMs);
  });

  it("backs off exponentially with jitter, up to the attempts", async () => {
    const { run, waits } = play([fail("timeout"), fail("network"), fail("server"), fail("server")]);
    const error = await run().catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(RetriesExhausted);
    expect(error).toMatchObject({ attempts: 3, message: "failed: server", error: { kind: "server" } });
    expect(waits).toEqual([50, 100]);
  });

  it("counts the attempts that a success took", async () => {
    expect(await play([fail("network"), fail("rate", 5), fail("overload")]).run()).toMatchObject({
      attempts: 3,
    });
  });

  it.each([
    "auth",
    "model",
    "parameter",
    "image",
    "filter",
    "empty",
    "parse",
    "too-large",
    "redirect",
    "address",
  ] as const)("gives up on %s at once", async (kind) => {
    const { run, waits } = play([fail(kind)]);
    await expect(run()).rejects.toMatchObject({ attempts: 1, error: { kind } });
    expect(waits).toEqual([]);
  });

  it("passes an abort and other errors through", async () => {
    await expect(play([new TypeError("bug")]).run()).rejects.toThrow(TypeError);
    const controller = new AbortController();
    const failing = withRetries(
      async () => {
        controller.abort(new Error("cancelled"));
        throw fail("network");
      },
      policy,
      controller.signal,
    );
    await expect(failing).rejects.toThrow("cancelled");
  });
});
