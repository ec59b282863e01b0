import type { ChatRequest } from "#/evaluation/endpoints/endpoint.ts";
import { type BodyPieces, mergeParameters, mimeOf } from "#/evaluation/endpoints/http/request-body.ts";

/** Returns the body of a message: one user turn, images first; log-probabilities cannot be asked for. */
export function buildAnthropicBody(
  request: ChatRequest,
  { model, extraBody }: { model: string; extraBody: Readonly<Record<string, unknown>> },
): BodyPieces {
  const {
    messages: _messages,
    stream: _stream,
    model: _model,
    ...extra
  } = { ...request.extra, ...extraBody };
  const own = { temperature: request.temperature, max_tokens: request.maxTokens };
  const parameters = JSON.stringify({ model, ...mergeParameters(own, extra) });
  const text = JSON.stringify({ type: "text", text: request.prompt.toWellFormed() });
  const prefix = request.assistantPrefix?.toWellFormed();
  const turn = prefix === undefined ? "" : `,${JSON.stringify({ role: "assistant", content: prefix })}`;
  return [
    `${parameters.slice(0, -1)},"messages":[{"role":"user","content":[`,
    ...request.images.flatMap((image) => [
      `{"type":"image","source":{"type":"base64","media_type":"${mimeOf(image)}","data":"`,
      image.bytes,
      '"}},',
    ]),
    `${text}]}${turn}]}`,
  ];
}
