import type { Endpoint } from "#/evaluation/endpoints/endpoint.ts";

/** Returns the same endpoint; `onModel` is told, once for each name, what the server calls the model that answered. */
export function reportServedModel(
  endpoint: Endpoint,
  onModel: (model: string) => void,
  mostNames = 8,
): Endpoint {
  const names = new Set<string>();
  return {
    async ask(request, signal) {
      const reply = await endpoint.ask(request, signal);
      if (reply.model !== null && !names.has(reply.model) && names.size < mostNames) {
        names.add(reply.model);
        onModel(reply.model);
      }
      return reply;
    },
    tokenIds: (text, signal) => endpoint.tokenIds(text, signal),
    models: (signal) => endpoint.models(signal),
    close: () => endpoint.close(),
  };
}
