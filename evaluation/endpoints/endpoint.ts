import type { RetryCause } from "#/evaluation/endpoints/decorators/retry-tally.ts";
import type { SentPicture } from "#/evaluation/endpoints/pictures/sent-picture.ts";

export type ImageInput = { bytes: Uint8Array; mime: string };

/** One question to a model: the images first, in order, then `prompt` as text, in one user turn. */
export type ChatRequest = {
  images: readonly ImageInput[];
  prompt: string;
  /** Start of the assistant's turn that the model is to continue. */
  assistantPrefix?: string;
  maxTokens: number;
  temperature: number;
  /** How many log-probabilities of the first answered position to ask for; none when absent. */
  topLogprobs?: number;
  /** Server-specific fields of this one request; a null removes one of our own. The submitter's extra body wins. */
  extra?: Readonly<Record<string, unknown>>;
  /** Fields beside role and content of the begun assistant turn, for OpenAI-style servers. */
  turnFields?: Readonly<Record<string, unknown>>;
  /** Log-probabilities are those of the last position at which one of these words begins; else of the first. */
  readAt?: readonly string[];
  /** The pictures fit as they are into the model's context, or this is not asked at all. */
  keepsPictures?: boolean;
  /** Told what happened on the way to the reply. */
  watch?: RequestWatch;
};

type RequestWatch = {
  /** The request is sent once more, because of this. */
  repeated(cause: RetryCause): void;
  /** Other pictures than those of the request were accepted; null for those that went as they were. */
  sent(pictures: readonly (SentPicture | null)[]): void;
};

/** `logprob` in nats, at most 0. Prefer `bytes` (UTF-8) to `token`: servers disagree on its spelling. */
export type TokenLogprob = { token: string; bytes?: number[]; logprob: number };

export type FinishReason = "stop" | "length" | "content_filter" | "unknown";

export type ChatReply = {
  /** What the model said, reasoning apart; may be empty when `reasoning`, `refusal` or `finishReason` say why. */
  text: string;
  reasoning: string | null;
  finishReason: FinishReason;
  /** The server's own refusal text, if it sent one. */
  refusal: string | null;
  /** The top list of the first answered position, best first; null when the server sent none. */
  logprobs: TokenLogprob[] | null;
  /** What stood where log-probabilities belong: `not-numbers` is a list without one finite value. */
  logprobState: "finite" | "null" | "absent" | "not-numbers";
  /** The further choices, where several were asked for; those that were broken off are left out. */
  alternatives: Pick<ChatReply, "text" | "reasoning" | "finishReason" | "refusal">[];
  promptTokens: number | null;
  completionTokens: number | null;
  /** The model id that the server says has answered. */
  model: string | null;
};

/** What every protocol's adapter implements. One instance serves one run and owns its connections. */
export interface Endpoint {
  /** One call, no retries. Rejects with EndpointError, or with the signal's reason when it is aborted. */
  ask(request: ChatRequest, signal: AbortSignal): Promise<ChatReply>;
  /** Ids of a text's tokens, no special ones added; null where the server does not tell. Rejects as `ask`. */
  tokenIds(text: string, signal: AbortSignal): Promise<number[] | null>;
  /** Ids of the models that the server lists; null where it does not list them. Rejects as `ask`. */
  models(signal: AbortSignal): Promise<string[] | null>;
  close(): Promise<void>;
}
