import { EndpointError } from "#/evaluation/endpoints/errors/endpoint-error.ts";
import type { Events } from "#/evaluation/endpoints/http/reply-json.ts";

type Fields = Record<string, unknown>;

/** Of a message that came in pieces. */
type Joined = { message: Record<string, unknown[]>; rest: Fields; logprobs: unknown[] };

const messageFields = [
  "content",
  "reasoning",
  "reasoning_content",
  "thinking",
  "reasoning_details",
  "refusal",
];

/**
 * Returns the chat completion that a stream of chunks adds up to. Throws EndpointError `server` where the stream ended
 * before the answer did.
 */
export function joinChunks({ events, isDone }: Events): Fields {
  const choices = new Map<number, Joined>();
  const whole: Fields = {};
  for (const event of events) {
    const { choices: pieces, ...rest } = fieldsOf(event);
    for (const [field, value] of Object.entries(rest)) if (value !== null) whole[field] = value;
    if (Array.isArray(pieces)) for (const piece of pieces) add(choices, fieldsOf(piece));
  }
  const known = [...choices].toSorted(([a], [b]) => a - b).map(([, choice]) => choice);
  const [first] = known;
  if (first && !isDone && first.rest.finish_reason === undefined)
    throw new EndpointError("server", "The endpoint's stream ended before its answer did.");
  return { ...whole, choices: known.map(choiceOf) };
}

function add(choices: Map<number, Joined>, piece: Fields): void {
  const index = typeof piece.index === "number" ? piece.index : 0;
  const choice = choices.get(index) ?? { message: {}, rest: {}, logprobs: [] };
  choices.set(index, choice);
  const { delta, message, logprobs, ...rest } = piece;
  const said = fieldsOf(delta ?? message);
  for (const field of messageFields) {
    const value = said[field];
    if (value === undefined || value === null) continue;
    const pieces = choice.message[field] ?? [];
    choice.message[field] = pieces;
    pieces.push(value);
  }
  for (const [field, value] of Object.entries(rest)) if (value !== null) choice.rest[field] = value;
  const { content } = fieldsOf(logprobs);
  if (Array.isArray(content)) for (const one of content) choice.logprobs.push(one);
}

function choiceOf({ message, rest, logprobs }: Joined): Fields {
  return { ...rest, message, ...(logprobs.length > 0 && { logprobs: { content: logprobs } }) };
}

function fieldsOf(value: unknown): Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Fields) : {};
}
