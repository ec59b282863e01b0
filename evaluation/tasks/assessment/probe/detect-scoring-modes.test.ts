import { beforeAll, describe, expect, it } from "vitest";
import { RetriesExhausted } from "#/evaluation/endpoints/decorators/retry.ts";
import {
  observeScoringModes,
  type ProbeOptions,
} from "#/evaluation/tasks/assessment/probe/detect-scoring-modes.ts";
import { mostProbeCalls } from "#/evaluation/tasks/assessment/probe/probe-caller.ts";
import { drawProbePictures, type ProbePictures } from "#/evaluation/tasks/assessment/probe/probe-pictures.ts";
import { askAssessment } from "#/evaluation/tasks/assessment/request/ask-assessment.ts";
import { never, openTestEndpoint } from "#/test/ask-endpoint.ts";
import { type Habits, habitServer } from "#/test/habit-server.ts";
import { type Script, startMisbehavingEndpoint } from "#/test/misbehaving-endpoint.ts";
import * as does from "#/test/misbehaviours.ts";

let pictures: ProbePictures;
beforeAll(async () => {
  pictures = await drawProbePictures();
});

const retry = { attempts: 2, baseDelayMs: 1, maxDelayMs: 2, maxRetryAfterMs: 5, waitBudgetMs: 100 };

/** Probes over HTTP, then asks for one picture on the scoring mode that was found. */
async function probing(script: Script, options: Partial<ProbeOptions> = {}) {
  await using server = await startMisbehavingEndpoint(script);
  const endpoint = openTestEndpoint(server.url);
  try {
    const settings = { pictures, words: ["good", "poor"] as const, retry, signal: never, ...options };
    const probe = await observeScoringModes(endpoint, settings);
    const probeCalls = server.calls.filter(({ path }) => path.endsWith("/completions")).length;
    const { rung } = probe.decision;
    const ask = (request: Parameters<typeof endpoint.ask>[0]) => endpoint.ask(request, never);
    const item = rung && (await askAssessment(rung, probe.dialect, [pictures.soft], ask));
    return { ...probe, probeCalls, item };
  } finally {
    await endpoint.close();
  }
}

const vllm: Habits = {
  prefill: "continued",
  logprobs: "listed",
  honours: ["tokenize", "logprob_token_ids"],
  unlisted: ["poor"],
};
const llamaCpp: Habits = {
  prefill: "continued",
  logprobs: "listed",
  complaint: {
    words: "Assistant response prefill is incompatible with enable_thinking.",
    heeded: (body) => JSON.stringify(body.chat_template_kwargs) === '{"enable_thinking":false}',
  },
};
const ignoring: Habits = { prefill: "ignored", logprobs: "listed" };
const noLogprobs: Habits = { prefill: "ignored", logprobs: "refused", varies: true, honours: ["n"] };
const nullLogprobs: Habits = { prefill: "ignored", logprobs: "null", varies: true };
const oneWordShort: Habits = {
  prefill: "continued",
  logprobs: "listed",
  unlisted: ["poor"],
  honours: ["guided_choice"],
};
const marked: Habits = { prefill: "marked", logprobs: "listed" };
const together: Habits = { prefill: "continued", logprobs: "numbered" };
const longLists: Habits = { ...llamaCpp, unlisted: ["poor"], honours: ["long_lists"] };
const schemaOnly: Habits = {
  prefill: "ignored",
  logprobs: "listed",
  unlisted: ["poor"],
  honours: ["json_schema"],
};
const textOnly: Habits = { prefill: "refused", logprobs: "refused", talks: true };

describe("the ladder by behaviour, each server with one real server's habits", () => {
  it.each<[string, Habits, string, string[]]>([
    ["exact tokens", vllm, "E", ["both words' log-probabilities come when asked for"]],
    ["prefill and top 20", llamaCpp, "P", ["(top 20)", "Not E: It could not be tried"]],
    ["prefill accepted, ignored", ignoring, "F", ["Not P: The prefilled start", "0 of 1 times"]],
    ["no log-probabilities", noLogprobs, "S", ["Not P: No log-probabilities came back"]],
    ["log-probabilities null", nullLogprobs, "S", ["Not P: Log-probabilities came back as null"]],
    [
      "top 20 without one word",
      oneWordShort,
      "C",
      ["Not P: Both words could be placed from the top 20 0 of 2 times", "Not F: Both words"],
    ],
    ["a begun turn that has to be marked", marked, "P", ["(top 20)"]],
    ["log-probabilities asked for by number, as arrays", together, "P", ["(top 20)"]],
    ["lists as long as asked for", longLists, "P", ["is continued and both words can be placed"]],
    ["a JSON schema alone", schemaOnly, "C", ["Not P: The prefilled start", "Not F: Both words"]],
    ["text only", textOnly, "T", ["Not S: Sampled replies varied and were one of the two words 0 of"]],
  ])("%s", async (_, habits, rung, reasons) => {
    const { decision, calls, probeCalls, item } = await probing(habitServer(habits));
    expect(decision.rung).toBe(rung);
    for (const reason of reasons) expect(decision.reason).toContain(reason);
    expect(calls).toBeLessThanOrEqual(mostProbeCalls);
    expect(probeCalls).toBe(calls);
    expect(item).toMatchObject({ fault: null });
    expect(item?.score).toSatisfy(Number.isFinite);
    const isListed = "EPFC".includes(rung);
    expect(item?.d === null).toBe(!isListed);
  });

  it("reads d from the exact tokens as served, beyond the top 20", async () => {
    const { item } = await probing(habitServer(vllm));
    expect(item).toMatchObject({ d: 6.25, censored: false });
    expect(item?.response).toContain('[" poor",-7.3]');
  });

  it("takes one allowed token at a time where that is offered, unless all is masked to certainty", async () => {
    const habits: Habits = { ...vllm, honours: ["tokenize", "allowed_token_ids"] };
    const { decision, dialect: profile, item } = await probing(habitServer(habits));
    expect([decision.rung, profile.exact?.by, item?.d]).toEqual(["E", "allowed_token_ids", 6.25]);
    const masked = await probing(habitServer({ ...habits, masked: true, unlisted: [] }));
    expect(masked.decision.rung).toBe("P");
  });

  it("never believes that an id parameter is honoured because both words are listed anyway", async () => {
    const { decision } = await probing(habitServer({ ...vllm, honours: ["tokenize"], unlisted: [] }));
    expect(decision.rung).toBe("P");
    expect(decision.reason).toContain("Not E: Both tokens could be asked for by name 0 of 1 times");
  });

  it("never takes −9999, −Infinity or null for numbers", async () => {
    const { decision, observations } = await probing(
      habitServer({ prefill: "continued", logprobs: "not-numbers", varies: true }),
    );
    expect(observations.logprobs).toBe("not-numbers");
    expect(decision.rung).toBe("S");
    expect(decision.reason).toContain("are not finite numbers");
  });

  it("gives text rating, not sampling, where the temperature is not obeyed", async () => {
    const { decision, notes } = await probing(habitServer({ ...nullLogprobs, varies: false }));
    expect(decision.rung).toBe("T");
    expect(notes).toContain("Replies at temperature 1 do not vary.");
  });

  it("looks for no better rung than the one asked for", async () => {
    const { decision, observations } = await probing(habitServer({ ...vllm, varies: true }), { best: "S" });
    expect(decision.rung).toBe("S");
    expect(decision.reason).toContain("Not E: Rung S or lower was asked for");
    expect(observations.prefill.tried).toBe(0);
  });

  it("says in words why there is no rung at all", async () => {
    const { decision, notes } = await probing([does.failing(400, "This model takes no images.")]);
    expect(decision.rung).toBeNull();
    expect(notes.join(" ")).toContain("This model takes no images");
  });

  it.each([["reset", does.reset] as const, ["401", does.failing(401, "bad key")] as const])(
    "concludes nothing from an endpoint that cannot be used: %s",
    async (_, behaviour) => {
      await expect(probing([behaviour])).rejects.toBeInstanceOf(RetriesExhausted);
    },
  );
});
