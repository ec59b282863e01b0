import type { ChatReply, ChatRequest, Endpoint } from "#/evaluation/endpoints/endpoint.ts";

export type Exchange = { request: ChatRequest; reply: ChatReply };

/** Returns the same endpoint, with every request that was answered and its reply, in order of the replies. */
export function recordExchanges(endpoint: Endpoint): { endpoint: Endpoint; exchanges: readonly Exchange[] } {
  const exchanges: Exchange[] = [];
  const recording: Endpoint = {
    async ask(request, signal) {
      const reply = await endpoint.ask(request, signal);
      exchanges.push({ request, reply });
      return reply;
    },
    tokenIds: (text, signal) => endpoint.tokenIds(text, signal),
    models: (signal) => endpoint.models(signal),
    close: () => endpoint.close(),
  };
  return { endpoint: recording, exchanges };
}
