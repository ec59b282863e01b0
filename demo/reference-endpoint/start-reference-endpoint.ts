import { type ChatServer, type ChatServerOptions, serveChat } from "#/demo/chat-server/serve-chat.ts";
import type { Eye } from "#/demo/reference-endpoint/pixels.ts";
import { replyFromPixels } from "#/demo/reference-endpoint/reply.ts";

/** That which sees all first. */
export const eyes: readonly Eye[] = ["all", "sharpness", "colour", "half"];

/** The ids of the models by what they see of a picture. */
export const referenceModels: Record<Eye, string> = {
  all: "pixel-reference-1",
  sharpness: "pixel-sharpness-1",
  colour: "pixel-colour-1",
  half: "pixel-half-1",
};

/** An OpenAI-style server whose model looks at the pixels with classical measures: an honest baseline, with honest errors. */
export function startReferenceEndpoint(
  options: ChatServerOptions = {},
  eye: Eye = "all",
): Promise<ChatServer> {
  return serveChat(
    {
      name: referenceModels[eye],
      fingerprint: "pixel-measures-v1",
      reply: (request) => replyFromPixels(request, eye),
    },
    options,
  );
}
