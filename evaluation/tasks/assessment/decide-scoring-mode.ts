import type { ScoringModeId } from "#/evaluation/tasks/assessment/scoring-mode.ts";

/** How often a behaviour was tried and how often it was really seen. */
export type Trials = { tried: number; seen: number };

/** What a prober saw an endpoint do; accepting a parameter counts for nothing. */
export type ScoringModeObservations = {
  /** What came where log-probabilities were asked for. */
  logprobs: "finite" | "null" | "absent" | "not-numbers";
  /** Most alternatives with a finite log-probability that one position listed. */
  topK: number;
  /** Replies that continued a prefilled assistant turn (five tries). */
  prefill: Trials;
  /** After the prefill: both tokens' log-probabilities asked for by token and got. */
  exactTokens: Trials;
  /** After the prefill: both words listed in the top K, or the missing one bounded ≥ 8 nats away. */
  listedWords: Trials;
  /** Without prefill, one-word instruction: the same for the first token, spellings summed. */
  firstToken: Trials;
  /** Output constrained to the two words: both words' log-probabilities got. */
  constrained: Trials;
  /** Sampled one-word replies that were one of the two words, from an endpoint that honours a temperature. */
  sampling: Trials;
  /** Replies to the 0–100 question that hold a rating. */
  textRating: Trials;
};

export type ScoringModeDecision = {
  /** Null where the endpoint can give no quality score at all. */
  rung: ScoringModeId | null;
  /** One paragraph for the submitter: what was seen, and why no better scoring mode. */
  reason: string;
  /** The better scoring modes that were not reached, best first, each with its reason. */
  rejected: { rung: ScoringModeId; because: string }[];
};

function always({ tried, seen }: Trials): boolean {
  return tried > 0 && seen === tried;
}

function mostly({ tried, seen }: Trials): boolean {
  return tried > 0 && seen * 5 >= tried * 4;
}

function logprobFault({ logprobs }: ScoringModeObservations): string | null {
  switch (logprobs) {
    case "finite":
      return null;
    case "null":
      return "Log-probabilities came back as null.";
    case "absent":
      return "No log-probabilities came back.";
    case "not-numbers":
      return "The log-probabilities that came back are not finite numbers.";
  }
}

/** Null where the trials suffice; else the sentence, told how many succeeded. */
function lacking(
  trials: Trials,
  suffices: (trials: Trials) => boolean,
  sentence: (times: string) => string,
): string | null {
  if (trials.tried === 0) return "It could not be tried.";
  return suffices(trials) ? null : sentence(`${trials.seen} of ${trials.tried} times`);
}

function prefillFault({ prefill }: ScoringModeObservations): string | null {
  return lacking(prefill, always, (times) => `The prefilled start of the answer was continued ${times}.`);
}

type Step = {
  rung: ScoringModeId;
  fault: (seen: ScoringModeObservations) => string | null;
  found: (seen: ScoringModeObservations) => string;
};

const steps: readonly Step[] = [
  {
    rung: "E",
    fault: (seen) =>
      logprobFault(seen) ??
      prefillFault(seen) ??
      lacking(seen.exactTokens, always, (times) => `Both tokens could be asked for by name ${times}.`),
    found: () => "The prefilled answer is continued and both words' log-probabilities come when asked for.",
  },
  {
    rung: "P",
    fault: (seen) =>
      logprobFault(seen) ??
      prefillFault(seen) ??
      lacking(
        seen.listedWords,
        always,
        (times) => `Both words could be placed from the top ${seen.topK} ${times}.`,
      ),
    found: ({ topK }) =>
      `The prefilled answer is continued and both words can be placed from the listed alternatives (top ${topK}).`,
  },
  {
    rung: "F",
    fault: (seen) =>
      logprobFault(seen) ??
      lacking(
        seen.firstToken,
        always,
        (times) => `Both words could be placed from the top ${seen.topK} of the first token ${times}.`,
      ),
    found: ({ topK }) => `The first token of a one-word answer lists both words (top ${topK}).`,
  },
  {
    rung: "C",
    fault: (seen) =>
      logprobFault(seen) ??
      lacking(
        seen.constrained,
        always,
        (times) => `A choice between the two words came with both log-probabilities ${times}.`,
      ),
    found: () => "A choice between the two words comes with log-probabilities.",
  },
  {
    rung: "S",
    fault: ({ sampling }) =>
      lacking(sampling, mostly, (times) => `Sampled replies varied and were one of the two words ${times}.`),
    found: () => "Sampled replies are one of the two words.",
  },
  {
    rung: "T",
    fault: ({ textRating }) =>
      lacking(textRating, mostly, (times) => `A rating from 0 to 100 was given ${times}.`),
    found: () => "A rating from 0 to 100 comes as text.",
  },
];

/**
 * Returns the best scoring mode that an endpoint's behaviour supports. Log-probability scoring modes need every trial to
 * succeed, because one failure in five is far below the coverage that is ranked; S and T need four in five.
 * No scoring mode better than `best` is given, however much the endpoint could do.
 */
export function decideScoringMode(
  seen: ScoringModeObservations,
  best: ScoringModeId = "E",
): ScoringModeDecision {
  const rejected: ScoringModeDecision["rejected"] = [];
  const start = steps.findIndex(({ rung }) => rung === best);
  for (const [index, { rung, fault, found }] of steps.entries()) {
    const because = index < start ? `Rung ${best} or lower was asked for.` : fault(seen);
    if (because === null) return { rung, reason: [found(seen), ...better(rejected)].join(" "), rejected };
    rejected.push({ rung, because });
  }
  const reason = ["No quality score can be had.", ...better(rejected)].join(" ");
  return { rung: null, reason, rejected };
}

function better(rejected: ScoringModeDecision["rejected"]): string[] {
  return rejected.map(({ rung, because }) => `Not ${rung}: ${because}`);
}
