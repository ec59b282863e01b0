import { askDriftCheck, type DriftCheckOptions, driftRounds } from "#/evaluation/drift/ask-drift-check.ts";
import { compareDriftSamples, type DriftFinding } from "#/evaluation/drift/compare-drift-samples.ts";
import type { DriftSample } from "#/evaluation/drift/drift-sample.ts";
import type { ChatReply, ChatRequest } from "#/evaluation/endpoints/endpoint.ts";

const confirmations = 2;

export type DriftVerdict = {
  /** Empty: the endpoint is as it was at the start. */
  findings: DriftFinding[];
  samples: DriftSample[];
};

/**
 * Asks the drift check questions and compares them with the starts of the submission's runs, oldest first; where they
 * differ, asks twice more. `isStart`: no later repetition of this run is to be compared yet. Rejects as `askDriftCheck`.
 */
export async function detectDrift(
  ask: (request: ChatRequest) => Promise<ChatReply>,
  starts: readonly DriftSample[],
  options: Omit<DriftCheckOptions, "rounds"> & { isStart: boolean },
): Promise<DriftVerdict> {
  const { isStart, ...asked } = options;
  const first = await askDriftCheck(ask, {
    ...asked,
    rounds: isStart ? driftRounds.start : driftRounds.later,
  });
  const repetitions = [first];
  let findings = compareWith(starts, first);
  for (let time = 0; findings.length > 0 && time < confirmations; time += 1) {
    const again = await askDriftCheck(ask, { ...asked, rounds: driftRounds.later });
    const parts = findings.map(({ part }) => part);
    findings = compareWith(starts, again).filter(({ part }) => parts.includes(part));
    repetitions.push(again);
  }
  return { findings, samples: repetitions };
}

/** The first start says what the model is called and sees; each further part is compared with the first that has it. */
function compareWith(starts: readonly DriftSample[], sample: DriftSample): DriftFinding[] {
  const [first] = starts;
  if (!first) return [];
  return compareDriftSamples(
    {
      ...first,
      steady: starts.find(({ steady }) => steady.length > 0)?.steady ?? [],
      ratings: starts.find(({ ratings }) => ratings?.by === sample.ratings?.by)?.ratings ?? null,
    },
    sample,
  );
}
