import { distribution } from "#/test/habit-server.ts";
import type { ReceivedCall } from "#/test/misbehaving-endpoint.ts";
import { json, type Misbehaviour } from "#/test/misbehaviours.ts";
import { readNumbered } from "#/test/numbered-picture.ts";
import { picturesIn, sayNumbers } from "#/test/seeing-server.ts";
import { askedItem, firstTime, letterOf, type Serve, type ServerRow } from "#/test/servers/server-row.ts";

const anthropicError = (status: number, type: string, message: string) =>
  json({ type: "error", error: { type, message }, request_id: "req_1" }, status);
const googleError = (code: number, status: string, message: string) =>
  json({ error: { code, message, status } }, code);

const anthropicFields = new Set(["model", "messages", "max_tokens", "temperature"]);

function anthropicRefusal({ headers, body }: ReceivedCall): Misbehaviour | null {
  if (headers["anthropic-version"] !== "2023-06-01")
    return anthropicError(400, "invalid_request_error", "anthropic-version: header is required");
  const unknown = Object.keys(body as object).find((field) => !anthropicFields.has(field));
  if (unknown !== undefined)
    return anthropicError(400, "invalid_request_error", `${unknown}: Extra inputs are not permitted`);
  const { messages } = body as { messages: { role: string }[] };
  if (messages.at(-1)?.role !== "assistant") return null;
  return anthropicError(
    400,
    "invalid_request_error",
    "This model does not support assistant message prefill.",
  );
}

const deprecated = anthropicError(
  400,
  "invalid_request_error",
  "`temperature` is deprecated for this model.",
);

function message(text: string | null, stop_reason = "end_turn"): Misbehaviour {
  return json({
    id: "msg_1",
    type: "message",
    role: "assistant",
    model: "claude-test-20260101",
    content:
      text === null
        ? []
        : [
            { type: "thinking", thinking: "A? D?", signature: "x" },
            { type: "text", text },
          ],
    stop_reason,
    stop_sequence: null,
    usage: {
      input_tokens: 200,
      cache_creation_input_tokens: 0,
      cache_read_input_tokens: 0,
      output_tokens: 9,
    },
  });
}

/** `isCurrent`: as models after Claude Opus 4.6, which take no temperature any more. */
function anthropic(isCurrent: boolean): Serve {
  const overloaded = firstTime(4, anthropicError(529, "overloaded_error", "Overloaded"));
  return (call) => async (response) => {
    if (call.method === "GET") return json({ data: [{ id: "m", type: "model" }], has_more: false })(response);
    const refused = anthropicRefusal(call);
    if (refused) return refused(response);
    if (isCurrent && "temperature" in (call.body as object)) return deprecated(response);
    const item = askedItem(call);
    const twist = item === 3 ? message(null, "refusal") : item === null ? null : overloaded(item);
    const text = (await sayNumbers(call.body)) ?? (await sayOfPicture(call, item));
    await (twist ?? message(text))(response);
  };
}

async function sayOfPicture({ body }: ReceivedCall, item: number | null): Promise<string> {
  const [picture] = picturesIn(body);
  const shown = (picture ? await readNumbered(picture) : null) ?? 0;
  if (item !== null) return letterOf(shown);
  return JSON.stringify(body).includes("0 (worst)") ? String(40 + shown) : "The quality is good.";
}

const geminiFields = new Set(["contents", "generationConfig"]);

function gemini(): Serve {
  const busy = firstTime(5, googleError(503, "UNAVAILABLE", "The model is overloaded."));
  return (call) => async (response) => {
    if (call.method === "GET") return json({ models: [{ name: "models/m" }] })(response);
    const body = call.body as { generationConfig?: { responseLogprobs?: boolean; logprobs?: number } };
    const unknown = Object.keys(body).find((field) => !geminiFields.has(field));
    const most = body.generationConfig?.logprobs ?? 0;
    if (unknown !== undefined)
      return googleError(400, "INVALID_ARGUMENT", `Unknown name "${unknown}": Cannot find field.`)(response);
    if (most > 20) return googleError(400, "INVALID_ARGUMENT", "logprobs must be in [0, 20]")(response);
    const item = askedItem(call);
    if (item === 3) return json({ candidates: [{ finishReason: "SAFETY" }] })(response);
    if (item === 4) return json({ promptFeedback: { blockReason: "PROHIBITED_CONTENT" } })(response);
    const early = item === null ? null : busy(item);
    if (early) return early(response);
    await candidates(call, item, body.generationConfig?.responseLogprobs === true ? most : 0)(response);
  };
}

function candidates(call: ReceivedCall, item: number | null, most: number): Misbehaviour {
  return async (response) => {
    const [picture] = picturesIn(call.body);
    const shown = (picture ? await readNumbered(picture) : null) ?? 0;
    const isWord = JSON.stringify(call.body).includes("one word only");
    const text = (await sayNumbers(call.body)) ?? (isWord ? "good" : await sayOfPicture(call, item));
    const own: [string, number][] = isWord ? [] : [["The", -0.05]];
    const rest = distribution("", [], shown).map(([token, logprob]): [string, number] => [
      token,
      logprob - 3,
    ]);
    const listed = [...own, ...(isWord ? distribution("", [], shown) : rest)]
      .slice(0, most)
      .map(([token, logProbability]) => ({ token, logProbability }));
    const logprobsResult = { topCandidates: [{ candidates: listed }], chosenCandidates: listed.slice(0, 1) };
    const parts = [{ text: "A or D …", thought: true }, { text }];
    await json({
      candidates: [
        { content: { role: "model", parts }, finishReason: "STOP", ...(most > 0 && { logprobsResult }) },
      ],
      usageMetadata: { promptTokenCount: 260, candidatesTokenCount: 1, thoughtsTokenCount: 12 },
      modelVersion: "gemini-test-001",
    })(response);
  };
}

const anthropicFindings = {
  probe: {
    usable: true,
    rung: "T",
    checks: { prefill: "untried", logprobs: "warn", thinking: "warn", rung: "warn" },
  },
  run: { rung: "T", outcomes: { correct: 19, refused: 1 }, retries: { overload: 1 } },
} satisfies Pick<ServerRow, "probe" | "run">;

export const nativeServers: ServerRow[] = [
  {
    name: "Anthropic (native)",
    protocol: "anthropic",
    serve: () => anthropic(false),
    refusal: (words) => anthropicError(401, "authentication_error", words),
    ...anthropicFindings,
  },
  {
    name: "Anthropic (native), a current model",
    protocol: "anthropic",
    extraBody: { temperature: null },
    serve: () => anthropic(true),
    refusal: (words) => anthropicError(401, "authentication_error", words),
    ...anthropicFindings,
  },
  {
    name: "Gemini (native)",
    protocol: "gemini",
    serve: gemini,
    refusal: (words) => googleError(400, "INVALID_ARGUMENT", `API key not valid. ${words}`),
    probe: { usable: true, rung: "F", checks: { prefill: "warn", logprobs: "ok", thinking: "warn" } },
    run: { rung: "F", outcomes: { correct: 18, refused: 2 }, retries: { overload: 1 } },
  },
];
