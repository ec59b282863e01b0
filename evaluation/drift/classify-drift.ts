import { askCanary, type CanaryOptions, canaryRounds } from "#/evaluation/drift/ask-drift-check.ts";
import type { CanaryHeard } from "#/evaluation/drift/drift-sample.ts";
import { type CanaryFinding, compareCanary } from "#/evaluation/drift/compare-drift-samples.ts";
import type { ChatReply, ChatRequest } from "#/evaluation/endpoints/endpoint.ts";

const confirmations = 2;

export type CanaryVerdict = {
  /** Empty: the endpoint is as it was at the start. */
  findings: CanaryFinding[];
  askings: CanaryHeard[];
};

/**
 * Asks the canary questions and compares them with the starts of the submission's runs, oldest first; where they
 * differ, asks twice more. `isStart`: no later asking of this run is to be compared yet. Rejects as `askCanary`.
 */
export async function judgeCanary(
  ask: (request: ChatRequest) => Promise<ChatReply>,
  starts: readonly CanaryHeard[],
  options: Omit<CanaryOptions, "rounds"> & { isStart: boolean },
): Promise<CanaryVerdict> {
  const { isStart, ...asked } = options;
  const first = await askCanary(ask, { ...asked, rounds: isStart ? canaryRounds.start : canaryRounds.later });
  const askings = [first];
  let findings = compareWith(starts, first);
  for (let time = 0; findings.length > 0 && time < confirmations; time += 1) {
    const again = await askCanary(ask, { ...asked, rounds: canaryRounds.later });
    const parts = findings.map(({ part }) => part);
    findings = compareWith(starts, again).filter(({ part }) => parts.includes(part));
    askings.push(again);
  }
  return { findings, askings };
}

/** The first start says what the model is called and sees; each further part is compared with the first that has it. */
function compareWith(starts: readonly CanaryHeard[], heard: CanaryHeard): CanaryFinding[] {
  const [first] = starts;
  if (!first) return [];
  return compareCanary(
    {
      ...first,
      steady: starts.find(({ steady }) => steady.length > 0)?.steady ?? [],
      ratings: starts.find(({ ratings }) => ratings?.by === heard.ratings?.by)?.ratings ?? null,
    },
    heard,
  );
}
