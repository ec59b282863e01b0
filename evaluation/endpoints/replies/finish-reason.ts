import type { FinishReason } from "#/evaluation/endpoints/endpoint.ts";
import { EndpointError } from "#/evaluation/endpoints/errors/endpoint-error.ts";
import type { Redact } from "#/evaluation/endpoints/errors/redact.ts";
import { cutRedacted } from "#/evaluation/endpoints/http/cut-redacted.ts";

type Finish = FinishReason | "failed";

const longestWord = 100;

/** Whatever a server writes, in one of few families of words; the first that fits, the gravest first. */
const families: readonly (readonly [meaning: Finish, word: RegExp])[] = [
  [
    "content_filter",
    /filter|safety|unsafe|recitation|prohibited|block|spii|refusal|refused|sensitive|guardrail|moderat|polic|censor|flagged|armor|^language$/,
  ],
  [
    "failed",
    /(?:^|_)(?:abort|error|fail|cancel|interrupt|exception|time_?d?_?out|preempt|disconnect|unavailable|overload|insufficient)/,
  ],
  ["length", /length|max_|limit|tokens|context_window|truncat|incomplete/],
  ["stop", /^(?:stop|eos|end|complete|done|finished)/],
];
const gravity: readonly Finish[] = ["failed", "content_filter", "length", "stop", "unknown"];

/**
 * Returns why a reply ended, by all that the server says of it: the gravest counts, since a gateway may translate
 * what it does not know as a stop. Throws EndpointError `server` where generating failed: what came is no answer.
 */
export function finishReason(said: readonly unknown[], redact: Redact): FinishReason {
  const found = said.flatMap((one) => {
    const word = wordOf(one);
    return word === null ? [] : [{ word, meaning: meaningOf(word) }];
  });
  const meaning = gravity.find((grave) => found.some((one) => one.meaning === grave)) ?? "unknown";
  if (meaning !== "failed") return meaning;
  const why = cutRedacted(found.find((one) => one.meaning === "failed")?.word ?? "", longestWord, redact);
  throw new EndpointError("server", `The endpoint broke off its answer (${why}).`);
}

/** A word alone, or SGLang's object that holds it as its type. */
function wordOf(said: unknown): string | null {
  if (typeof said === "string") return said === "" ? null : said.slice(0, longestWord);
  if (typeof said !== "object" || said === null) return null;
  return "type" in said ? wordOf(said.type) : "reason" in said ? wordOf(said.reason) : null;
}

function meaningOf(said: string): Finish {
  const word = said.toLowerCase().replace(/[^a-z]+/g, "_");
  return families.find(([, family]) => family.test(word))?.[0] ?? "unknown";
}
