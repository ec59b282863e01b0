import type { ChatRequest, ImageInput } from "#/evaluation/endpoints/endpoint.ts";
import { assessmentPrompt } from "#/evaluation/tasks/assessment/assessment-prompt.ts";
import type { RequestProfile } from "#/evaluation/tasks/assessment/request/request-profile.ts";
import type { ScoringModeId } from "#/evaluation/tasks/assessment/scoring-mode.ts";

/** Room for a reasoning model to come to its word or number. */
const textTokens = 2048;
/** What a text that was cut off is given when it is asked for once more. */
export const roomyTextTokens = 8192;
// Enough for a small JSON object around the word.
const choiceTokens = 16;

/**
 * Returns the request for an image in a scoring mode, as this endpoint takes it. One token at temperature 0 where
 * log-probabilities are read; temperature 1 for samples; text with room to reason for ratings.
 */
export function assessmentRequest(
  rung: ScoringModeId,
  profile: RequestProfile,
  images: readonly ImageInput[],
): ChatRequest {
  const { user, assistantPrefix } = assessmentPrompt(rung, profile.words);
  const asked = { images, prompt: user };
  const { logprobFields, prefillFields, turnFields, choiceFields } = profile;
  const listed = { temperature: 0, maxTokens: 1, topLogprobs: profile.topK };
  switch (rung) {
    case "E":
    case "P":
      return {
        ...asked,
        ...listed,
        ...(assistantPrefix !== null && { assistantPrefix }),
        turnFields,
        extra: { ...logprobFields, ...prefillFields },
      };
    case "F":
      return { ...asked, ...listed, extra: logprobFields };
    case "C": {
      const extra = { ...logprobFields, ...choiceFields };
      return { ...asked, ...listed, maxTokens: choiceTokens, readAt: profile.words, extra };
    }
    case "S": {
      const { samplesPerCall: n } = profile;
      return { ...asked, temperature: 1, maxTokens: textTokens, ...(n > 1 && { extra: { n } }) };
    }
    case "T":
      return { ...asked, temperature: 0, maxTokens: textTokens };
  }
}

/** Rung E: one call for both tokens, or one for each where the server lets only one token through. */
export function exactRequests(profile: RequestProfile, images: readonly ImageInput[]): ChatRequest[] {
  const { exact } = profile;
  if (exact === null) return [];
  const request = assessmentRequest("E", profile, images);
  const sets = exact.by === "logprob_token_ids" ? [exact.ids] : exact.ids.map((id) => [id]);
  return sets.map((ids) => ({ ...request, extra: { ...request.extra, [exact.by]: ids } }));
}
