import { buildAnthropicBody } from "#/evaluation/endpoints/anthropic/anthropic-request.ts";
import type { Endpoint } from "#/evaluation/endpoints/endpoint.ts";
import type { HttpPool } from "#/evaluation/endpoints/http/http-pool.ts";
import type { ReplyReader } from "#/evaluation/endpoints/replies/reply-reader.ts";

export type NativeOptions = {
  pool: HttpPool;
  reader: ReplyReader;
  /** Path up to and with the version, such as `/v1`. */
  base: string;
  model: string;
  apiKey: string | null;
  extraBody: Readonly<Record<string, unknown>>;
};

/**
 * Returns the adapter for Anthropic's `POST /v1/messages` (version 2023-06-01). The protocol has no log-probabilities and
 * no token ids; a prefill is sent as the assistant's turn, and a model that refuses it says so as `parameter`.
 */
export function createAnthropicMessages(options: NativeOptions): Endpoint {
  const { pool, reader, base, model, apiKey, extraBody } = options;
  const headers: Record<string, string> = {
    accept: "application/json",
    "accept-encoding": "identity",
    "anthropic-version": "2023-06-01",
    ...(apiKey === null ? {} : { "x-api-key": apiKey }),
  };
  return {
    async ask(request, signal) {
      const body = buildAnthropicBody(request, { model, extraBody });
      const sent = { ...headers, "content-type": "application/json" };
      return reader.read("anthropic", await pool.post(`${base}/messages`, sent, body, signal), signal);
    },
    tokenIds: async () => null,
    models: async (signal) =>
      reader.read("listed-models", await pool.get(`${base}/models?limit=1000`, headers, signal), signal),
    close: () => pool.close(),
  };
}
