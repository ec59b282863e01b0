import type { ChatRequest } from "#/evaluation/endpoints/endpoint.ts";
import { type BodyPieces, mergeParameters, mimeOf } from "#/evaluation/endpoints/http/request-body.ts";

type Fields = Readonly<Record<string, unknown>>;

/**
 * Returns the UTF-8 body of generateContent: one user turn, images first, and a begun answer as the model's turn. Extra
 * `generationConfig` and `temperature` go into ours, where a null removes a field; the rest stands beside it.
 */
export function buildGeminiBody(request: ChatRequest, extraBody: Fields): BodyPieces {
  const { contents: _contents, generationConfig, temperature, ...extra } = { ...request.extra, ...extraBody };
  const own = {
    temperature: request.temperature,
    maxOutputTokens: request.maxTokens,
    ...(request.topLogprobs === undefined ? {} : { responseLogprobs: true, logprobs: request.topLogprobs }),
  };
  const config = mergeParameters(own, {
    ...(temperature === undefined ? {} : { temperature }),
    ...fieldsOf(generationConfig),
  });
  const parameters = JSON.stringify(mergeParameters({ generationConfig: config }, extra));
  const prefix = request.assistantPrefix?.toWellFormed();
  const turn = prefix === undefined ? "" : `,${JSON.stringify({ role: "model", parts: [{ text: prefix }] })}`;
  return [
    `${parameters.slice(0, -1)},"contents":[{"role":"user","parts":[`,
    ...request.images.flatMap((image) => [
      `{"inlineData":{"mimeType":"${mimeOf(image)}","data":"`,
      image.bytes,
      '"}},',
    ]),
    `${JSON.stringify({ text: request.prompt.toWellFormed() })}]}${turn}]}`,
  ];
}

function fieldsOf(value: unknown): Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Fields) : {};
}
