import type { ChatRequest, Endpoint } from "#/evaluation/endpoints/endpoint.ts";
import type { HttpPool, RawReply } from "#/evaluation/endpoints/http/http-pool.ts";
import { buildOpenAiBody, type TokenLimitField } from "#/evaluation/endpoints/openai/openai-request.ts";
import type { ReplyReader } from "#/evaluation/endpoints/replies/reply-reader.ts";

export type OpenAiChatOptions = {
  pool: HttpPool;
  reader: ReplyReader;
  /** Path of `…/chat/completions` on the pool's origin. */
  path: string;
  /** Empty, or Azure's `?api-version=…`; then the key travels as Azure takes it. */
  query: string;
  model: string;
  apiKey: string | null;
  extraBody: Readonly<Record<string, unknown>>;
};

/**
 * Returns the adapter for `POST {baseUrl}/chat/completions`. When the server refuses `max_tokens` by name, the
 * call is repeated with `max_completion_tokens`, which all later calls then use.
 */
export function createOpenAiChat(options: OpenAiChatOptions): Endpoint {
  const { pool, reader, path, query, model, apiKey, extraBody } = options;
  const headers: Record<string, string> = {
    "content-type": "application/json",
    accept: "application/json",
    "accept-encoding": "identity",
    ...(apiKey === null ? {} : query ? { "api-key": apiKey } : { authorization: `Bearer ${apiKey}` }),
  };
  let tokenLimit: TokenLimitField = "max_tokens";

  const send = (request: ChatRequest, field: TokenLimitField, signal: AbortSignal): Promise<RawReply> => {
    const body = buildOpenAiBody(request, { model, tokenLimit: field, extraBody });
    return pool.post(path + query, headers, body, signal);
  };

  const refusesMaxTokens = async (reply: RawReply, signal: AbortSignal): Promise<boolean> =>
    (reply.status === 400 || reply.status === 422) &&
    // The bytes may go to a thread, and are read once more after this.
    (await reader.read("refuses-max-tokens", reply, signal));

  return {
    async ask(request, signal) {
      const field = tokenLimit;
      let reply = await send(request, field, signal);
      if (field === "max_tokens" && (await refusesMaxTokens(reply, signal))) {
        tokenLimit = "max_completion_tokens";
        request.watch?.repeated("parameter");
        reply = await send(request, tokenLimit, signal);
      }
      const readAt = request.topLogprobs === undefined ? null : (request.readAt ?? []);
      return reader.read("openai", reply, signal, readAt);
    },
    async tokenIds(text, signal) {
      const body = [JSON.stringify({ model, prompt: text, add_special_tokens: false })];
      return reader.read("token-ids", await pool.post(tokenizePath(path), headers, body, signal), signal);
    },
    async models(signal) {
      const { "content-type": _, ...bare } = headers;
      const models = path.replace(/chat\/completions$/, "models") + query;
      return reader.read("listed-models", await pool.get(models, bare, signal), signal);
    },
    close: () => pool.close(),
  };
}

/** vLLM and SGLang serve it beside `/v1`, not under it. */
function tokenizePath(chatPath: string): string {
  return `${chatPath.replace(/(?:\/v1)?\/chat\/completions$/, "")}/tokenize`;
}
