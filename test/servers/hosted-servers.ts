import { type Habits, habitServer } from "#/test/habit-server.ts";
import type { ReceivedCall } from "#/test/misbehaving-endpoint.ts";
import * as does from "#/test/misbehaviours.ts";
import { capped } from "#/test/servers/open-servers.ts";
import { firstTime, letterOf, type ServerRow, sighted } from "#/test/servers/server-row.ts";

const ownTurn: Habits = { prefill: "ignored", logprobs: "listed" };
const allRight = { correct: 20 };

const publishedFields = new Set(
  "model messages temperature max_completion_tokens logprobs top_logprobs n response_format reasoning_effort".split(
    " ",
  ),
);

/** What OpenAI says to a field that it does not know, and to one that it no longer takes. */
function strict({ method, body }: ReceivedCall) {
  if (method === "GET") return null;
  const fields = Object.keys(body as object);
  if (fields.includes("max_tokens")) {
    const message =
      "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.";
    return does.failing(400, message);
  }
  const unknown = fields.find((field) => !publishedFields.has(field));
  return unknown === undefined
    ? null
    : does.failing(400, `Unrecognized request argument supplied: ${unknown}`);
}

const filter =
  "The response was filtered due to the prompt triggering Azure OpenAI's content management policy.";

function openAiItem(): (item: number, call: ReceivedCall) => does.Misbehaviour | null {
  const cut = firstTime(13, does.starved);
  return (item) => {
    if (item === 3) return does.filtered;
    if (item === 7) return does.refusal;
    if (item === 9) return does.emptyChoices;
    if (item === 11) return does.nullContent;
    return cut(item);
  };
}

export const hostedServers: ServerRow[] = [
  {
    name: "OpenAI",
    serve: () => sighted(ownTurn, { first: (call) => strict(call) ?? capped(20)(call), item: openAiItem() }),
    probe: {
      usable: true,
      rung: "F",
      checks: { parameters: "ok", prefill: "warn", logprobs: "ok", rung: "warn" },
    },
    run: {
      rung: "F",
      outcomes: { correct: 16, refused: 2, error: 1, empty: 1 },
      retries: { starved: 1, empty: 2 },
      renegotiates: true,
      errors: /without any choice/,
    },
  },
  {
    name: "OpenAI with a reasoning model",
    extraBody: { temperature: null },
    serve: () => {
      const cut = firstTime(2, does.ok("", { finishReason: "length", reasoning: "B, C, D, …" }));
      return sighted({ prefill: "refused", logprobs: "refused" }, { first: strict, item: cut });
    },
    probe: { usable: true, rung: "T", checks: { parameters: "ok", thinking: "ok", logprobs: "warn" } },
    run: { rung: "T", outcomes: allRight, retries: { starved: 1 }, renegotiates: true },
  },
  {
    name: "Azure",
    address: "/openai/deployments/m?api-version=2024-10-21",
    serve: () =>
      sighted(ownTurn, {
        first: (call) => {
          const isOwn = "api-key" in call.headers && !("authorization" in call.headers);
          if (!isOwn || !call.path.includes("?api-version=2024-10-21"))
            return does.failing(401, "Access denied due to missing subscription key.");
          return call.method === "GET" ? does.status(404) : capped(5)(call);
        },
        item: (item) =>
          item === 3 ? does.json({ error: { code: "content_filter", message: filter } }, 400) : null,
      }),
    probe: {
      usable: true,
      rung: "F",
      checks: { key: "ok", model: "ok", rung: "warn" },
      words: { logprobs: /up to [56] alternatives/ },
    },
    run: {
      rung: "F",
      outcomes: { correct: 19, refused: 1 },
      unrated: { count: 6, because: /the list ends less than 8 nats below/ },
    },
  },
  {
    name: "OpenRouter",
    serve: () => {
      const away = firstTime(6, does.errorIn200(502));
      return sighted(
        { prefill: "ignored", logprobs: "absent" },
        {
          first: ({ body }) =>
            typeof body === "object" && "logprobs" in (body ?? {})
              ? does.errorIn200(400, "logprobs is not supported by this provider")
              : null,
          item: (item) => (item === 8 ? does.errorIn200(422, "Provider cannot do that") : away(item)),
        },
      );
    },
    probe: {
      usable: true,
      rung: "T",
      checks: { logprobs: "warn" },
      words: { logprobs: /"require_parameters": true/ },
    },
    run: {
      rung: "T",
      outcomes: { correct: 19, error: 1 },
      retries: { server: 1 },
      errors: /Provider cannot do that/,
    },
  },
  {
    name: "Together",
    serve: () => sighted({ prefill: "continued", logprobs: "numbered" }),
    probe: { usable: true, rung: "P", checks: { logprobs: "ok", prefill: "ok" } },
    run: { rung: "P", outcomes: allRight },
  },
  {
    name: "LiteLLM proxy",
    serve: () => sighted({ prefill: "marked", logprobs: "listed" }),
    probe: { usable: true, rung: "P", checks: { prefill: "ok" } },
    run: { rung: "P", outcomes: allRight },
  },
  {
    name: "LiteLLM proxy that drops parameters",
    serve: () => sighted({ prefill: "ignored", logprobs: "absent", talks: true }),
    probe: {
      usable: true,
      rung: "T",
      checks: { logprobs: "warn" },
      words: { logprobs: /gives no log-probabilities/ },
    },
    run: { rung: "T", outcomes: allRight },
  },
  {
    name: "a server that accepts every parameter and ignores it",
    serve: () =>
      sighted(
        { ...ownTurn, talks: true, honours: ["tokenize"], unlisted: ["poor"] },
        { item: (item) => does.ok(`**${letterOf(item)}**`) },
      ),
    probe: {
      usable: true,
      rung: "T",
      checks: { prefill: "warn", logprobs: "ok", rung: "warn" },
      words: { prefill: /does not continue.*continue_final_message=true/, rung: /Not P:.*0 of 1 times/ },
    },
    run: { rung: "T", outcomes: allRight },
  },
  {
    name: "a server that answers without having seen the picture",
    serve: () => (call) => async (response) => {
      if (call.method === "GET") return does.json({ data: [{ id: "m" }] })(response);
      const text = JSON.stringify(call.body);
      if (/coloured background|Each of the two/.test(text)) return does.ok("5071 on pink.")(response);
      if (/Item \d+:/.test(text)) return does.ok("A")(response);
      await habitServer({ prefill: "continued", logprobs: "listed" })(call)(response);
    },
    probe: {
      usable: false,
      rung: "P",
      checks: { sight: "fail", "two-pictures": "warn" },
      words: { sight: /without having seen the picture: 0 of 4 numbers and 0 of 4 colours/ },
    },
    run: { rung: "P", outcomes: { correct: 7, wrong: 13 }, srcc: null },
  },
];
