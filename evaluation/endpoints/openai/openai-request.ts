import type { ChatRequest } from "#/evaluation/endpoints/endpoint.ts";
import { type BodyPieces, mergeParameters, mimeOf } from "#/evaluation/endpoints/http/request-body.ts";

export type TokenLimitField = "max_tokens" | "max_completion_tokens";

export type RequestShape = {
  model: string;
  tokenLimit: TokenLimitField;
  /** Added to the body; a null removes one of our own parameters, such as `temperature`. */
  extraBody: Readonly<Record<string, unknown>>;
};

/**
 * Returns the body of a chat completion: one user turn with the images, as data URLs of their original
 * bytes, then the text.
 */
export function buildOpenAiBody(request: ChatRequest, shape: RequestShape): BodyPieces {
  const parameters = JSON.stringify(parametersOf(request, shape));
  const text = JSON.stringify({ type: "text", text: request.prompt.toWellFormed() });
  return [
    `${parameters.slice(0, -1)},"messages":[{"role":"user","content":[`,
    ...request.images.flatMap((image) => [
      `{"type":"image_url","image_url":{"url":"data:${mimeOf(image)};base64,`,
      image.bytes,
      '"}},',
    ]),
    `${text}]}${assistantTurn(request)}]}`,
  ];
}

function parametersOf(request: ChatRequest, shape: RequestShape): Record<string, unknown> {
  const {
    messages: _messages,
    stream: _stream,
    model: _model,
    ...extra
  } = { ...request.extra, ...shape.extraBody };
  const own = {
    temperature: request.temperature,
    [shape.tokenLimit]: request.maxTokens,
    ...(request.topLogprobs === undefined ? {} : { logprobs: true, top_logprobs: request.topLogprobs }),
    ...(request.assistantPrefix === undefined
      ? {}
      : { continue_final_message: true, add_generation_prompt: false }),
  };
  return { model: shape.model, ...mergeParameters(own, extra) };
}

function assistantTurn(request: ChatRequest): string {
  if (request.assistantPrefix === undefined) return "";
  const content = request.assistantPrefix.toWellFormed();
  return `,${JSON.stringify({ ...request.turnFields, role: "assistant", content })}`;
}
