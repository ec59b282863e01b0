export type Candidate = { text: string; logprob: number };

/** The distribution of one token, the likeliest first; a reply is a sequence of steps. */
export type Step = readonly [Candidate, ...Candidate[]];

/** Log-probabilities from scores: a softmax over the candidates. */
export function softmaxStep(scored: readonly { text: string; score: number }[]): Step {
  const largest = Math.max(...scored.map(({ score }) => score));
  const total = Math.log(scored.reduce((sum, { score }) => sum + Math.exp(score - largest), 0)) + largest;
  const candidates = scored.map(({ text, score }) => ({ text, logprob: score - total }));
  const [first, ...rest] = candidates.sort((a, b) => b.logprob - a.logprob);
  if (first === undefined) throw new RangeError("A token needs at least one candidate.");
  return [first, ...rest];
}

export function certainSteps(text: string): Step[] {
  const words = text.trimEnd().split(/(?<=\S)(?=\s)/);
  return words.filter(Boolean).map((word): Step => [{ text: word, logprob: 0 }]);
}

export function chooseCandidate(step: Step, temperature: number, random: () => number): Candidate {
  if (temperature === 0) return step[0];
  const weights = step.map(({ logprob }) => Math.exp((logprob - step[0].logprob) / temperature));
  let left = random() * weights.reduce((sum, weight) => sum + weight, 0);
  for (const [at, candidate] of step.entries()) {
    left -= weights[at] ?? 0;
    if (left < 0) return candidate;
  }
  return step[0];
}
