import { z } from "zod";
import type { ChatRequest, Endpoint } from "#/evaluation/endpoints/endpoint.ts";
import type { HttpPool, HttpReply } from "#/evaluation/endpoints/http-pool.ts";
import { readListedModels } from "#/evaluation/endpoints/listed-models.ts";
import { readOpenAiReply } from "#/evaluation/endpoints/openai-reply.ts";
import { buildOpenAiBody, type TokenLimitField } from "#/evaluation/endpoints/openai-request.ts";
import { createRedactor } from "#/evaluation/endpoints/redact.ts";
import { errorFromReply } from "#/evaluation/endpoints/response-error.ts";

export type OpenAiChatOptions = {
  pool: HttpPool;
  /** Path of `…/chat/completions` on the pool's origin. */
  path: string;
  /** Empty, or Azure's `?api-version=…`; then the key travels as Azure takes it. */
  query: string;
  model: string;
  apiKey: string | null;
  extraBody: Readonly<Record<string, unknown>>;
};

/**
 * The adapter for `POST {baseUrl}/chat/completions`. When the server refuses `max_tokens` by name, the
 * call is repeated with `max_completion_tokens`, which all later calls then use.
 */
export function createOpenAiChat(options: OpenAiChatOptions): Endpoint {
  const { pool, path, query, model, apiKey, extraBody } = options;
  const redact = createRedactor(apiKey);
  const headers: Record<string, string> = {
    "content-type": "application/json",
    accept: "application/json",
    "accept-encoding": "identity",
    ...(apiKey === null ? {} : query ? { "api-key": apiKey } : { authorization: `Bearer ${apiKey}` }),
  };
  let tokenLimit: TokenLimitField = "max_tokens";

  const send = (request: ChatRequest, field: TokenLimitField, signal: AbortSignal): Promise<HttpReply> => {
    const body = buildOpenAiBody(request, { model, tokenLimit: field, extraBody });
    return pool.post(path + query, headers, body, signal);
  };

  return {
    async ask(request, signal) {
      const field = tokenLimit;
      let reply = await send(request, field, signal);
      if (field === "max_tokens" && refusesMaxTokens(reply)) {
        tokenLimit = "max_completion_tokens";
        request.watch?.repeated("parameter");
        reply = await send(request, tokenLimit, signal);
      }
      if (reply.status < 200 || reply.status > 299) throw errorFromReply(reply, redact);
      return readOpenAiReply(reply.body, redact, request.readAt);
    },
    async tokenIds(text, signal) {
      const body = Buffer.from(JSON.stringify({ model, prompt: text, add_special_tokens: false }));
      const reply = await pool.post(tokenizePath(path), headers, body, signal);
      return reply.status === 200 ? readTokenIds(reply.body) : null;
    },
    async models(signal) {
      const { "content-type": _, ...bare } = headers;
      return readListedModels(
        await pool.get(path.replace(/chat\/completions$/, "models") + query, bare, signal),
        redact,
      );
    },
    close: () => pool.close(),
  };
}

/** vLLM and SGLang serve it beside `/v1`, not under it. */
function tokenizePath(chatPath: string): string {
  return `${chatPath.replace(/(?:\/v1)?\/chat\/completions$/, "")}/tokenize`;
}

const tokenized = z.object({ tokens: z.array(z.int().min(0)) });

function readTokenIds(body: string): number[] | null {
  try {
    return tokenized.safeParse(JSON.parse(body)).data?.tokens ?? null;
  } catch {
    return null;
  }
}

function refusesMaxTokens({ status, body }: HttpReply): boolean {
  if (status !== 400 && status !== 422) return false;
  return (
    /\bmax_tokens\b/.test(body) &&
    /max_completion_tokens|not supported|unsupported|unrecognized|unknown/i.test(body)
  );
}
