import { describe, expect, it } from "vitest";
import type { EndpointOptions } from "#/evaluation/endpoints/open-endpoint.ts";
import { estimateRun } from "#/evaluation/probe/estimate-run.ts";
import type { CheckId, ProbeCheck, ProbeReport } from "#/evaluation/probe/probe-report.ts";
import { mostCalls, runProbe } from "#/evaluation/probe/run-probe.ts";
import { seededRandom } from "#/evaluation/statistics/resampling/random.ts";
import { never, openTestEndpoint, testKey } from "#/test/ask-endpoint.ts";
import { type Habits, habitServer } from "#/test/habit-server.ts";
import { type Script, startMisbehavingEndpoint } from "#/test/misbehaving-endpoint.ts";
import * as does from "#/test/misbehaviours.ts";
import { sayNumbers, seeing } from "#/test/seeing-server.ts";

const random = seededRandom(7);

type Probed = { report: ProbeReport; status: Record<string, ProbeCheck["status"]>; requests: number };

async function probing(
  script: Script,
  options: Partial<EndpointOptions> = {},
  deadlineMs = 30_000,
): Promise<Probed> {
  await using server = await startMisbehavingEndpoint(script);
  const endpoint = openTestEndpoint(server.url, { concurrency: 8, ...options });
  try {
    const report = await runProbe(endpoint, {
      model: "test-model",
      signal: never,
      deadlineMs,
      random: () => random.nextUint32() / 2 ** 32,
    });
    expect(JSON.stringify(report)).not.toContain(testKey);
    expect(report.calls).toBeLessThanOrEqual(mostCalls);
    const status = Object.fromEntries(report.checks.map((check) => [check.id, check.status]));
    return { report, status, requests: server.calls.length };
  } finally {
    await endpoint.close();
  }
}

function wordsOf({ report }: Probed, id: CheckId): string {
  return report.checks.find((check) => check.id === id)?.words ?? "";
}

const vllm: Habits = { prefill: "continued", logprobs: "listed", honours: ["tokenize", "logprob_token_ids"] };

describe("servers that are not in the table of servers", () => {
  it.each<[string, Habits, ProbeReport["rung"], Partial<Record<CheckId, ProbeCheck["status"]>>]>([
    ["a server that refuses a prefill", { prefill: "refused", logprobs: "listed" }, "F", { prefill: "warn" }],
    [
      "infinite log-probabilities",
      { prefill: "continued", logprobs: "not-numbers" },
      "T",
      { logprobs: "warn" },
    ],
  ])("%s", { timeout: 30_000 }, async (_, habits, rung, expected) => {
    const probed = await probing(seeing(habitServer(habits)));
    expect(probed.report.rung).toBe(rung);
    expect(probed.status).toMatchObject({
      reachable: "ok",
      key: "ok",
      model: "ok",
      parameters: "ok",
      sight: "ok",
      "two-pictures": "ok",
      "large-picture": "ok",
      ...expected,
    });
    expect(probed.report.usable).toBe(true);
    expect(probed.requests).toBeLessThanOrEqual(mostCalls + 6);
  });

  it("a server that refuses three calls of the burst", { timeout: 30_000 }, async () => {
    let refused = 0;
    const answering = seeing(habitServer(vllm));
    const probed = await probing((call) => {
      if (call.number >= 3 && refused < 3) {
        refused += 1;
        return does.failing(429, "slow down", { "retry-after": "0" });
      }
      return answering(call);
    });
    expect(probed.report.usable).toBe(true);
    expect(probed.status["rate-limits"]).toBe("warn");
    expect(wordsOf(probed, "rate-limits")).toContain("3 times");
  });
});

describe("traps", () => {
  it("catches answers without having seen the picture", { timeout: 30_000 }, async () => {
    const probed = await probing((call) => {
      if (call.method === "GET") return does.json({ data: [{ id: "test-model" }] });
      const isNumber = JSON.stringify(call.body).includes("coloured background");
      return isNumber ? does.ok("The number is 5071 on a blue background.") : habitServer(vllm)(call);
    });
    expect(probed.status.sight).toBe("fail");
    expect(wordsOf(probed, "sight")).toContain("without having seen the picture");
    expect(probed.report.usable).toBe(false);
  });

  it("catches a prefill that is accepted and ignored, and says what to do", { timeout: 30_000 }, async () => {
    const probed = await probing(seeing(habitServer({ ...vllm, prefill: "ignored" })));
    expect(wordsOf(probed, "prefill")).toMatch(/does not continue.*continue_final_message=true/);
  });

  it("finds a refused temperature and goes on without it", { timeout: 30_000 }, async () => {
    const message = "Unsupported value: 'temperature' does not support 0 with this model.";
    const probed = await probing((call) => async (response) => {
      const isRefused = typeof call.body === "object" && "temperature" in (call.body ?? {});
      const said = await sayNumbers(call.body);
      await (isRefused ? does.failing(400, message) : does.ok(said ?? "42"))(response);
    });
    expect(probed.status).toMatchObject({ parameters: "fail", sight: "ok" });
    expect(wordsOf(probed, "parameters")).toContain('{"temperature": null}');
  });

  it("tells a model that thinks until its budget is gone", { timeout: 30_000 }, async () => {
    const probed = await probing([
      does.json({ data: [{ id: "test-model" }] }),
      does.ok("", { finishReason: "length", reasoning: "Let me see …" }),
    ]);
    expect(probed.status.thinking).toBe("fail");
    expect(probed.report.usable).toBe(false);
  });

  it("names the field that keeps a model from thinking", { timeout: 30_000 }, async () => {
    const thinks = seeing(habitServer(vllm));
    const quiet = (call: Parameters<typeof thinks>[0]) =>
      JSON.stringify(call.body).includes('"enable_thinking":false');
    const probed = await probing((call) => {
      if (call.method === "GET" || quiet(call)) return thinks(call);
      if (JSON.stringify(call.body).includes("reasoning_effort")) return does.failing(400, "Unknown field");
      return does.ok("", { finishReason: "length", reasoning: "Let me see …" });
    });
    expect(probed.status.thinking).toBe("fail");
    expect(wordsOf(probed, "thinking")).toContain(
      'With {"chat_template_kwargs":{"enable_thinking":false}} as',
    );
    expect(probed.requests).toBeLessThanOrEqual(mostCalls);
  });
});

describe("endpoints that cannot be used", () => {
  it.each<[string, Script, Partial<EndpointOptions>, CheckId]>([
    ["a refused key", [does.failing(401, `Incorrect API key provided: ${testKey}`)], {}, "key"],
    ["an unknown model", [does.failing(404, "The model does not exist")], {}, "model"],
    ["a web page", [does.html], {}, "reachable"],
    ["a redirect", [does.redirect("https://elsewhere.example/")], {}, "reachable"],
    ["no server at all", [does.reset], {}, "reachable"],
    ["Anthropic without credit", [does.failing(402, "billing")], { protocol: "anthropic" }, "key"],
  ])("%s", async (_, script, options, id) => {
    const probed = await probing(script, options);
    expect(probed.status[id]).toBe("fail");
    expect(probed.report).toMatchObject({ usable: false, rung: null });
  });

  it("say where they redirect to", async () => {
    const probed = await probing([does.redirect("https://elsewhere.example/v1")]);
    expect(wordsOf(probed, "reachable")).toContain("It redirects to https://elsewhere.example/v1.");
  });

  it("never hangs past its deadline", async () => {
    const startedAt = performance.now();
    const probed = await probing([does.hang], {}, 400);
    expect(performance.now() - startedAt).toBeLessThan(3000);
    expect(probed.report.usable).toBe(false);
    expect(wordsOf(probed, "sight")).toContain("0.4 seconds");
  });
});

describe("the estimate", () => {
  it("counts calls, time and tokens of a run", () => {
    const report = {
      callsPerRating: 5,
      latencyMs: { alone: 500, eightInFlight: 800 },
      tokensPerCall: { prompt: 300, completion: null },
    };
    expect(estimateRun({ task: "assessment", items: 100 }, 16, report)).toEqual({
      calls: 500,
      seconds: 50,
      promptTokens: 150_000,
      completionTokens: null,
    });
    expect(estimateRun({ task: "perception", items: 100 }, 1, report)).toMatchObject({
      calls: 100,
      seconds: 50,
    });
  });
});
