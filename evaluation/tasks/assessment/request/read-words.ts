import type { TokenLogprob } from "#/evaluation/endpoints/endpoint.ts";
import type { WordPair } from "#/evaluation/tasks/assessment/assessment-protocol.ts";
import {
  type LogprobDifference,
  logprobDifference,
} from "#/evaluation/tasks/assessment/logprob-difference.ts";
import type { ScoringModeId } from "#/evaluation/tasks/assessment/scoring-mode.ts";
import { smallestListed, spellingsLogprob, wordLogprob } from "#/evaluation/tasks/assessment/word-match.ts";

/**
 * d of the two words from the top list of one position (nats). E takes both words' own tokens and nothing
 * else; P bounds a missing one by the list's smallest; F and C do so too, all spellings of a word summed.
 */
export function readWords(
  rung: Extract<ScoringModeId, "E" | "P" | "F" | "C">,
  words: WordPair,
  list: readonly TokenLogprob[],
): LogprobDifference {
  const read = rung === "E" || rung === "P" ? wordLogprob : spellingsLogprob;
  const bound = rung === "E" ? null : smallestListed(list);
  return logprobDifference(read(list, words[0]), read(list, words[1]), bound);
}
