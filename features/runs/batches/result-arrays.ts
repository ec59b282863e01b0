import { longestAnswer } from "#/evaluation/tasks/answer-text/longest-answer.ts";
import type { ItemAnswer } from "#/features/runs/task-runner.ts";

export type ItemResultInput = ItemAnswer & { item: number };

/** Columns of item_results after the run, in the order of `resultArrays`. */
export const resultColumns =
  "item, outcome, attempts, parsed, parsed_by, score, logprob_difference, censored, latency_ms, prompt_tokens, completion_tokens, error, response, sent";

const types = "int item_outcome smallint smallint text float8 float8 bool int int int text text jsonb".split(
  " ",
);

/** `unnest(…)` over the parameters that `resultArrays` fills, numbered from `first`. */
export function unnestedResults(first: number): string {
  return `unnest(${types.map((type, index) => `$${first + index}::${type}[]`).join(", ")})`;
}

/** Returns one array a column, so that many rows are written by one statement. */
export function resultArrays(results: readonly ItemResultInput[]): unknown[][] {
  return [
    results.map((result) => result.item),
    results.map((result) => result.outcome),
    results.map((result) => result.attempts),
    results.map((result) => result.parsed),
    results.map((result) => result.parsedBy),
    results.map((result) => result.score),
    results.map((result) => result.logprobDifference),
    results.map((result) => result.censored),
    results.map((result) => result.latencyMs),
    results.map((result) => result.promptTokens),
    results.map((result) => result.completionTokens),
    results.map((result) => storable(result.error)),
    results.map((result) => storable(result.response)),
    results.map((result) => result.sent && JSON.stringify(result.sent)),
  ];
}

/** PostgreSQL takes neither NUL nor half a surrogate pair. */
function storable(text: string | null): string | null {
  return text === null ? null : text.slice(0, longestAnswer).toWellFormed().replaceAll("\0", "\uFFFD");
}
