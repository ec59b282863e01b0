import type { ChatRequest, ImageInput } from "#/evaluation/endpoints/endpoint.ts";
import { EndpointError } from "#/evaluation/endpoints/endpoint-error.ts";

export type TokenLimitField = "max_tokens" | "max_completion_tokens";

export type RequestShape = {
  model: string;
  tokenLimit: TokenLimitField;
  /** Added to the body; a null removes one of our own parameters, such as `temperature`. */
  extraBody: Readonly<Record<string, unknown>>;
};

/**
 * The UTF-8 body of a chat completion: one user turn with the images, as data URLs of their original
 * bytes, then the text. The images are written into the body once, past JSON.stringify: base64 needs no
 * escaping, and scanning it would cost more than everything else.
 */
export function buildOpenAiBody(request: ChatRequest, shape: RequestShape): Buffer {
  const parameters = JSON.stringify(parametersOf(request, shape));
  const text = JSON.stringify({ type: "text", text: request.prompt.toWellFormed() });
  const pieces: (string | Uint8Array)[] = [
    `${parameters.slice(0, -1)},"messages":[{"role":"user","content":[`,
    ...request.images.flatMap((image) => [
      `{"type":"image_url","image_url":{"url":"data:${mimeOf(image)};base64,`,
      image.bytes,
      '"}},',
    ]),
    `${text}]}${assistantTurn(request)}]}`,
  ];
  return join(pieces);
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
  const merged = Object.entries({ ...own, ...extra }).filter(([, value]) => value !== null);
  return { model: shape.model, ...Object.fromEntries(merged) };
}

function assistantTurn(request: ChatRequest): string {
  if (request.assistantPrefix === undefined) return "";
  return `,${JSON.stringify({ role: "assistant", content: request.assistantPrefix.toWellFormed() })}`;
}

function mimeOf(image: ImageInput): string {
  if (/^image\/[a-z0-9][a-z0-9.+-]*$/.test(image.mime)) return image.mime;
  throw new EndpointError("image", `${image.mime.slice(0, 60)} is not the MIME type of an image.`);
}

function join(pieces: readonly (string | Uint8Array)[]): Buffer {
  const encoded = pieces.map((piece) =>
    typeof piece === "string"
      ? { text: piece, encoding: "utf8" as const, length: Buffer.byteLength(piece) }
      : { text: base64(piece), encoding: "latin1" as const, length: 4 * Math.ceil(piece.length / 3) },
  );
  const body = Buffer.allocUnsafe(encoded.reduce((sum, piece) => sum + piece.length, 0));
  let offset = 0;
  for (const piece of encoded) offset += body.write(piece.text, offset, piece.encoding);
  return body;
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("base64");
}
