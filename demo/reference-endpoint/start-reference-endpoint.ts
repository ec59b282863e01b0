import { type ChatServer, type ChatServerOptions, serveChat } from "#/demo/chat-server/serve-chat.ts";
import { replyFromPixels } from "#/demo/reference-endpoint/reply.ts";

export const referenceModel = "pixel-reference-1";

/** An OpenAI-style server whose model looks at the pixels with classical measures: an honest baseline. */
export function startReferenceEndpoint(options: ChatServerOptions = {}): Promise<ChatServer> {
  return serveChat(
    { name: referenceModel, fingerprint: "pixel-measures-v1", reply: replyFromPixels },
    options,
  );
}
