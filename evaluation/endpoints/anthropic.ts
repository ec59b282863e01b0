import { readAnthropicReply } from "#/evaluation/endpoints/anthropic-reply.ts";
import { buildAnthropicBody } from "#/evaluation/endpoints/anthropic-request.ts";
import type { Endpoint } from "#/evaluation/endpoints/endpoint.ts";
import type { HttpPool } from "#/evaluation/endpoints/http-pool.ts";
import { readListedModels } from "#/evaluation/endpoints/listed-models.ts";
import { createRedactor } from "#/evaluation/endpoints/redact.ts";
import { errorFromReply } from "#/evaluation/endpoints/response-error.ts";

export type NativeOptions = {
  pool: HttpPool;
  /** Path up to and with the version, such as `/v1`. */
  base: string;
  model: string;
  apiKey: string | null;
  extraBody: Readonly<Record<string, unknown>>;
};

/**
 * The adapter for Anthropic's `POST /v1/messages` (version 2023-06-01). The protocol has no log-probabilities and
 * no token ids; a prefill is sent as the assistant's turn, and a model that refuses it says so as `parameter`.
 */
export function createAnthropicMessages({ pool, base, model, apiKey, extraBody }: NativeOptions): Endpoint {
  const redact = createRedactor(apiKey);
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
      const reply = await pool.post(`${base}/messages`, sent, body, signal);
      if (reply.status < 200 || reply.status > 299) throw errorFromReply(reply, redact);
      return readAnthropicReply(reply.body, redact);
    },
    tokenIds: async () => null,
    models: async (signal) =>
      readListedModels(await pool.get(`${base}/models?limit=1000`, headers, signal), redact),
    close: () => pool.close(),
  };
}
