import type { Habits } from "#/test/habit-server.ts";
import { failing, json, ok } from "#/test/misbehaviours.ts";
import { picturesIn } from "#/test/seeing-server.ts";
import { firstTime, letterOf, type ServerRow, sighted } from "#/test/servers/server-row.ts";

const continued: Habits = { prefill: "continued", logprobs: "listed" };
const allRight = { correct: 20 };

const vllm: Habits = { ...continued, honours: ["tokenize", "logprob_token_ids"], unlisted: ["poor"] };
const isQuiet = (body: unknown) => JSON.stringify(body).includes('"enable_thinking":false');

/** Refuses a top list of more than `most`, as vLLM and OpenAI do. */
export function capped(most: number) {
  return ({ body }: { body: unknown }) => {
    const { top_logprobs: asked = 0 } = body as { top_logprobs?: number };
    return asked > most ? failing(400, `Requested top_logprobs of ${asked}, which is above ${most}`) : null;
  };
}

export const openServers: ServerRow[] = [
  {
    name: "vLLM",
    serve: () => sighted(vllm, { first: capped(20) }),
    probe: { usable: true, rung: "E", checks: { prefill: "ok", logprobs: "ok", rung: "ok" } },
    run: { rung: "E", outcomes: allRight },
  },
  {
    name: "vLLM of before",
    serve: () =>
      sighted(
        { ...vllm, honours: ["tokenize", "allowed_token_ids"], placeholders: true },
        { first: capped(20) },
      ),
    probe: { usable: true, rung: "E", checks: { prefill: "ok", logprobs: "ok", rung: "ok" } },
    run: { rung: "E", outcomes: allRight },
  },
  {
    name: "vLLM with a reasoning model",
    serve: () =>
      sighted(
        { ...vllm, unlisted: [] },
        {
          item: (item) => ok(letterOf(item), { reasoning: "The answer is A. No, D." }),
          first: ({ method, body }) =>
            method === "GET" || isQuiet(body) || !JSON.stringify(body).includes("coloured background")
              ? null
              : ok("", { reasoning: "4711 or so …", finishReason: "length" }),
        },
      ),
    probe: {
      usable: false,
      rung: "E",
      checks: { thinking: "fail" },
      words: { thinking: /With \{"chat_template_kwargs":\{"enable_thinking":false\}\} as extra/ },
    },
    run: { rung: "E", outcomes: allRight },
  },
  {
    name: "SGLang",
    serve: () => sighted({ ...continued, honours: ["regex"] }),
    probe: { usable: true, rung: "P", checks: { prefill: "ok", rung: "ok" } },
    run: { rung: "P", outcomes: allRight },
  },
  {
    name: "SGLang with its prefill broken",
    serve: () =>
      sighted({
        prefill: "ignored",
        logprobs: "listed",
        talks: true,
        unlisted: ["poor"],
        honours: ["regex"],
      }),
    probe: {
      usable: true,
      rung: "C",
      checks: { prefill: "warn", logprobs: "ok", rung: "warn" },
      words: { prefill: /does not continue a begun answer.*began with/ },
    },
    run: { rung: "C", outcomes: allRight },
  },
  {
    name: "llama.cpp server",
    serve: () =>
      sighted({
        ...continued,
        unlisted: ["poor"],
        honours: ["long_lists"],
        complaint: {
          words: "Assistant response prefill is incompatible with enable_thinking.",
          heeded: isQuiet,
        },
      }),
    probe: { usable: true, rung: "P", checks: { prefill: "ok", logprobs: "ok" } },
    run: { rung: "P", outcomes: allRight },
  },
  {
    name: "Ollama",
    serve: () => {
      const stopped = firstTime(4, json({ error: "model runner has unexpectedly stopped" }, 500));
      return sighted(continued, { item: stopped, first: capped(20) });
    },
    refusal: (message) => json({ error: message }, 401),
    probe: { usable: true, rung: "P" },
    run: { rung: "P", outcomes: allRight, retries: { server: 1 } },
  },
  {
    name: "LMDeploy",
    serve: () =>
      sighted(
        {
          ...continued,
          complaint: {
            words: "Extra inputs are not permitted: continue_final_message",
            heeded: (body) => !("continue_final_message" in body),
          },
        },
        { item: (item) => ok(`<think>It might be A, or D.</think>\n\n${letterOf(item)}`) },
      ),
    probe: { usable: true, rung: "P", checks: { prefill: "ok" } },
    run: { rung: "P", outcomes: allRight },
  },
  {
    name: "LMDeploy without its flag",
    serve: () => sighted({ ...continued, logprobs: "refused" }),
    probe: {
      usable: true,
      rung: "T",
      checks: { prefill: "untried", logprobs: "warn", rung: "warn" },
      words: { logprobs: /LMDeploy with its server flag/ },
    },
    run: { rung: "T", outcomes: allRight },
  },
  {
    name: "LM Studio",
    serve: () =>
      sighted(
        { prefill: "ignored", logprobs: "null", varies: true },
        {
          item: (_, call) =>
            picturesIn(call.body).some((bytes) => Buffer.from(bytes).includes("WEBP"))
              ? failing(400, "Invalid image: only JPEG and PNG images are supported")
              : null,
        },
      ),
    probe: { usable: true, rung: "S", checks: { logprobs: "warn" }, words: { logprobs: /answers null/ } },
    run: { rung: "S", outcomes: allRight, srcc: 0.7, retries: { image: 1 }, converted: 1 },
  },
];
