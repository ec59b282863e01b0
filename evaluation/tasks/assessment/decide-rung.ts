import type { RungId } from "#/evaluation/tasks/assessment/ladder.ts";

/** How often a behaviour was tried and how often it was really seen. */
export type Trials = { tried: number; seen: number };

/** What a prober saw an endpoint do; accepting a parameter counts for nothing. */
export type RungObservations = {
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

export type RungDecision = {
  /** Null where the endpoint can give no quality score at all. */
  rung: RungId | null;
  /** One paragraph for the submitter: what was seen, and why no better rung. */
  reason: string;
  /** The better rungs that were not reached, best first, each with its reason. */
  passedOver: { rung: RungId; because: string }[];
};

function always({ tried, seen }: Trials): boolean {
  return tried > 0 && seen === tried;
}

function mostly({ tried, seen }: Trials): boolean {
  return tried > 0 && seen * 5 >= tried * 4;
}

function times({ tried, seen }: Trials): string {
  return tried === 0 ? "could not be tried" : `${seen} of ${tried} times`;
}

function logprobFault({ logprobs }: RungObservations): string | null {
  switch (logprobs) {
    case "finite":
      return null;
    case "null":
      return "log-probabilities came back as null";
    case "absent":
      return "no log-probabilities came back";
    case "not-numbers":
      return "the log-probabilities that came back are not finite numbers";
  }
}

function prefillFault({ prefill }: RungObservations): string | null {
  if (always(prefill)) return null;
  if (prefill.tried === 0) return "a prefilled start of the answer could not be tried";
  return `the prefilled start of the answer was continued ${times(prefill)}`;
}

type Step = { rung: RungId; fault: (seen: RungObservations) => string | null; found: string };

function needing(trials: keyof Omit<RungObservations, "logprobs" | "topK">, what: string) {
  return (seen: RungObservations) => {
    if (seen[trials].tried === 0) return `whether ${what} could not be tried`;
    return always(seen[trials]) ? null : `${what} ${times(seen[trials])}`;
  };
}

const steps: readonly Step[] = [
  {
    rung: "E",
    fault: (seen) =>
      logprobFault(seen) ??
      prefillFault(seen) ??
      needing("exactTokens", "both tokens could be asked for by name")(seen),
    found: "the prefilled answer is continued and both words' log-probabilities come when asked for",
  },
  {
    rung: "P",
    fault: (seen) =>
      logprobFault(seen) ??
      prefillFault(seen) ??
      needing("listedWords", `both words could be placed from the top ${seen.topK}`)(seen),
    found: "the prefilled answer is continued and both words can be placed from the listed alternatives",
  },
  {
    rung: "F",
    fault: (seen) =>
      logprobFault(seen) ??
      needing("firstToken", `both words could be placed from the top ${seen.topK} of the first token`)(seen),
    found: "the first token of a one-word answer lists both words",
  },
  {
    rung: "C",
    fault: (seen) =>
      logprobFault(seen) ??
      needing("constrained", "a choice between the two words came with both log-probabilities")(seen),
    found: "a choice between the two words comes with log-probabilities",
  },
  {
    rung: "S",
    fault: ({ sampling }) =>
      mostly(sampling) ? null : `sampled replies were one of the two words ${times(sampling)}`,
    found: "sampled replies are one of the two words",
  },
  {
    rung: "T",
    fault: ({ textRating }) =>
      mostly(textRating) ? null : `a rating from 0 to 100 was given ${times(textRating)}`,
    found: "a rating from 0 to 100 comes as text",
  },
];

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

/**
 * The best rung of the ladder that an endpoint's behaviour supports. Log-probability rungs need every trial to
 * succeed, because one failure in five is far below the coverage that is ranked; S and T need four in five.
 * No rung better than `best` is given, however much the endpoint could do.
 */
export function decideRung(seen: RungObservations, best: RungId = "E"): RungDecision {
  const passedOver: RungDecision["passedOver"] = [];
  const start = steps.findIndex(({ rung }) => rung === best);
  for (const [index, { rung, fault, found }] of steps.entries()) {
    const because = index < start ? `rung ${best} or lower was asked for` : fault(seen);
    if (because !== null) {
      passedOver.push({ rung, because });
      continue;
    }
    const listed = ["P", "F"].includes(rung) ? ` (top ${seen.topK})` : "";
    const better = passedOver.map((step) => `Not ${step.rung}: ${step.because}.`);
    return { rung, reason: [sentence(`${found}${listed}`), ...better].join(" "), passedOver };
  }
  const reasons = passedOver.map((step) => `Not ${step.rung}: ${step.because}.`);
  return { rung: null, reason: ["No quality score can be had.", ...reasons].join(" "), passedOver };
}
