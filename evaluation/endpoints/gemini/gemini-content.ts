import type { NativeOptions } from "#/evaluation/endpoints/anthropic/anthropic-messages.ts";
import type { Endpoint } from "#/evaluation/endpoints/endpoint.ts";
import { EndpointError } from "#/evaluation/endpoints/errors/endpoint-error.ts";
import { buildGeminiBody } from "#/evaluation/endpoints/gemini/gemini-request.ts";

/**
 * Returns the adapter for Gemini's `POST {base}/models/{model}:generateContent`. The key travels in a header, never in
 * the address. Throws EndpointError `model` for a model id that cannot stand in a path.
 */
export function createGemini(options: NativeOptions): Endpoint {
  const { pool, reader, base, model, apiKey, extraBody } = options;
  const path = `${base}/${modelPath(model)}:generateContent`;
  const headers: Record<string, string> = {
    accept: "application/json",
    "accept-encoding": "identity",
    ...(apiKey === null ? {} : { "x-goog-api-key": apiKey }),
  };
  return {
    async ask(request, signal) {
      const sent = { ...headers, "content-type": "application/json" };
      const body = buildGeminiBody(request, extraBody);
      const readAt = request.topLogprobs === undefined ? null : [];
      return reader.read("gemini", await pool.post(path, sent, body, signal), signal, readAt);
    },
    tokenIds: async () => null,
    models: async (signal) =>
      reader.read("listed-models", await pool.get(`${base}/models?pageSize=1000`, headers, signal), signal),
    close: () => pool.close(),
  };
}

/** `gemini-x`, or with its collection, as in `tunedModels/mine`. */
function modelPath(model: string): string {
  const segments = (model.includes("/") ? model : `models/${model}`).split("/");
  if (segments.some((segment) => segment === "" || segment === "." || segment === "..")) {
    throw new EndpointError("model", "The model id has an empty, . or .. part. Give it as the API lists it.");
  }
  return segments.map(encodeURIComponent).join("/");
}
