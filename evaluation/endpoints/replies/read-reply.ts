import { z } from "zod";
import { readAnthropicReply } from "#/evaluation/endpoints/anthropic/anthropic-reply.ts";
import type { ChatReply } from "#/evaluation/endpoints/endpoint.ts";
import { EndpointError } from "#/evaluation/endpoints/errors/endpoint-error.ts";
import type { Redact } from "#/evaluation/endpoints/errors/redact.ts";
import { errorFromReply } from "#/evaluation/endpoints/errors/response-error.ts";
import { readGeminiReply } from "#/evaluation/endpoints/gemini/gemini-reply.ts";
import type { HttpReply } from "#/evaluation/endpoints/http/http-pool.ts";
import { readListedModels } from "#/evaluation/endpoints/listed-models.ts";
import { readOpenAiReply } from "#/evaluation/endpoints/openai/openai-reply.ts";
import { listOf } from "#/evaluation/endpoints/replies/first-fault.ts";

/** What a reply can be read as, and what comes of it. */
export type Readings = {
  openai: ChatReply;
  anthropic: ChatReply;
  gemini: ChatReply;
  "listed-models": string[] | null;
  "token-ids": number[] | null;
  /** Whether an OpenAI-style server refuses `max_tokens` by name. */
  "refuses-max-tokens": boolean;
};

type Reader<Reading> = (reply: HttpReply, redact: Redact, readAt: readonly string[] | null) => Reading;

const readers: { [As in keyof Readings]: Reader<Readings[As]> } = {
  openai: (reply, redact, readAt) => bounded(readOpenAiReply(answered(reply, redact), redact, readAt)),
  anthropic: (reply, redact) => bounded(readAnthropicReply(answered(reply, redact), redact)),
  gemini: (reply, redact, readAt) => bounded(readGeminiReply(answered(reply, redact), redact, readAt)),
  "listed-models": readListedModels,
  "token-ids": ({ status, body }) => (status === 200 ? readTokenIds(body) : null),
  "refuses-max-tokens": refusesMaxTokens,
};

/** Further choices than a judge is asked for, and candidates of one position than any server gives. */
const mostAlternatives = 64;
const mostCandidates = 1_000;
const longestToken = 200;
const mostTokenIds = 10_000;

/**
 * Reads a reply as what it should be; everything that a stranger's server sends is read here and nowhere else. Throws
 * EndpointError for what it is instead.
 */
export function readReply<As extends keyof Readings>(
  as: As,
  reply: HttpReply,
  redact: Redact,
  readAt: readonly string[] | null,
): Readings[As] {
  try {
    return readers[as](reply, redact, readAt);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new EndpointError("parse", "The endpoint's reply cannot be read (it is nested too deeply).");
  }
}

/** Returns the body of a reply that says it succeeded. Throws the error that it is else. */
function answered(reply: HttpReply, redact: Redact): string {
  if (reply.status < 200 || reply.status > 299) throw errorFromReply(reply, redact);
  return reply.body;
}

function bounded({ logprobs, alternatives, ...reply }: ChatReply): ChatReply {
  const known = logprobs?.slice(0, mostCandidates).map(({ token, bytes, logprob }) => ({
    token: token.slice(0, longestToken),
    ...(bytes && { bytes: bytes.slice(0, longestToken) }),
    logprob,
  }));
  return { ...reply, logprobs: known ?? null, alternatives: alternatives.slice(0, mostAlternatives) };
}

const tokenized = z.object({ tokens: listOf(z.int().min(0)) });

function readTokenIds(body: string): number[] | null {
  try {
    return tokenized.safeParse(JSON.parse(body)).data?.tokens.slice(0, mostTokenIds) ?? null;
  } catch {
    return null;
  }
}

function refusesMaxTokens({ status, body }: HttpReply): boolean {
  if (status !== 400 && status !== 422) return false;
  return (
    /\bmax_tokens\b/.test(body) &&
    /max_completion_tokens|not supported|unsupported|unrecognized|unknown/i.test(body)
  );
}
