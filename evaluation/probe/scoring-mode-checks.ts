import type { Answered } from "#/evaluation/probe/metered-endpoint.ts";
import type { ProbeCheck } from "#/evaluation/probe/probe-report.ts";
import type { ScoringModeProbe } from "#/evaluation/tasks/assessment/probe/detect-scoring-modes.ts";

// Rounding lets a full list come out a hair above 1.
const mostShare = 1.01;

const missingLogprobs = {
  null: "The server answers null where log-probabilities belong.",
  absent: "The server gives no log-probabilities.",
  "not-numbers": "What the server gives as log-probabilities are not finite numbers.",
};
const howToGetThem =
  'With them assessment is ranked with the official table: vLLM and SGLang give them as they are, LMDeploy with its server flag, OpenRouter where {"provider": {"require_parameters": true}} is among the extra request fields.';

/** Returns the most that the probabilities of one listed position add up to. */
export function largestShare(answered: readonly Answered[]): number {
  const sums = answered.map(({ reply }) =>
    (reply.logprobs ?? []).reduce((sum, { logprob }) => sum + Math.exp(logprob), 0),
  );
  return Math.max(0, ...sums);
}

/** Returns what the probe of scoring modes saw, as checks. `share`: the most that one list of probabilities added up to. */
export function scoringModeChecks(
  { decision, observations, notes }: ScoringModeProbe,
  share: number,
): ProbeCheck[] {
  return [
    prefillCheck(observations.prefill, notes),
    logprobCheck(observations, share),
    {
      id: "rung",
      status:
        decision.rung === null ? "fail" : decision.rung === "E" || decision.rung === "P" ? "ok" : "warn",
      words: decision.rung === null ? decision.reason : `Rung ${decision.rung}. ${decision.reason}`,
    },
  ];
}

function prefillCheck(
  { tried, seen }: ScoringModeProbe["observations"]["prefill"],
  notes: readonly string[],
): ProbeCheck {
  if (tried === 0) {
    const message = "Without log-probabilities a begun answer is of no use and was not tried.";
    return { id: "prefill", status: "untried", words: message };
  }
  if (seen === tried) {
    const message = `A begun answer is continued, ${seen} of ${tried} times.`;
    return { id: "prefill", status: "ok", words: message };
  }
  const why = notes.find((note) => /begun answer|began with/.test(note)) ?? "";
  const words = [
    "The server does not continue a begun answer.",
    why,
    "The board sends continue_final_message=true, which vLLM and SGLang obey: check that no proxy on the way drops it.",
  ];
  return { id: "prefill", status: "warn", words: words.filter(Boolean).join(" ") };
}

function logprobCheck({ logprobs, topK }: ScoringModeProbe["observations"], share: number): ProbeCheck {
  if (logprobs !== "finite") {
    return { id: "logprobs", status: "warn", words: `${missingLogprobs[logprobs]} ${howToGetThem}` };
  }
  if (share > mostShare) {
    const message = `The probabilities of one position add up to ${share.toFixed(2)}, more than 1: these are no log-probabilities. Check the server's version.`;
    return { id: "logprobs", status: "fail", words: message };
  }
  const message = `Log-probabilities are finite and add up to at most 1; up to ${topK} alternatives are listed.`;
  return { id: "logprobs", status: "ok", words: message };
}
