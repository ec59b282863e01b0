import type { RetryPolicy } from "#/evaluation/endpoints/decorators/retry.ts";
import type { Endpoint } from "#/evaluation/endpoints/endpoint.ts";
import type { WordPair } from "#/evaluation/tasks/assessment/assessment-protocol.ts";
import {
  decideScoringMode,
  type ScoringModeDecision,
  type ScoringModeObservations,
} from "#/evaluation/tasks/assessment/decide-scoring-mode.ts";
import { observeExact } from "#/evaluation/tasks/assessment/probe/observe-exact.ts";
import { observePlain, type PlainObservation } from "#/evaluation/tasks/assessment/probe/observe-plain.ts";
import { observePrefill } from "#/evaluation/tasks/assessment/probe/observe-prefill.ts";
import { observeRating, observeSampling } from "#/evaluation/tasks/assessment/probe/observe-texts.ts";
import { observeChoice, observeFirstToken } from "#/evaluation/tasks/assessment/probe/observe-words.ts";
import { ProbeCaller } from "#/evaluation/tasks/assessment/probe/probe-caller.ts";
import type { ProbePictures } from "#/evaluation/tasks/assessment/probe/probe-pictures.ts";
import type { RequestProfile } from "#/evaluation/tasks/assessment/request/request-profile.ts";
import { type ScoringModeId, scoringModes } from "#/evaluation/tasks/assessment/scoring-mode.ts";

export type ProbeOptions = {
  pictures: ProbePictures;
  words: WordPair;
  retry: RetryPolicy;
  signal: AbortSignal;
  /** No better scoring mode is looked for; E by default. */
  best?: ScoringModeId;
  /** Fewer calls than the usual most. */
  mostCalls?: number;
};

export type ScoringModeProbe = {
  decision: ScoringModeDecision;
  observations: ScoringModeObservations;
  dialect: RequestProfile;
  /** What the endpoint said or did that explains the decision, a sentence each. */
  notes: string[];
  calls: number;
};

const prefillTrials = 5;
const ratingCalls = 2;
const untried = { tried: 0, seen: 0 };

/**
 * Finds by behaviour, in at most fourteen calls (and some look-ups of token ids), the best scoring mode that an endpoint gives and how it has to be
 * asked; scoring modes below the one found stay untried. Rejects with RetriesExhausted where the endpoint is down or
 * refuses to be used, so that nothing is concluded from that.
 */
export async function observeScoringModes(
  endpoint: Endpoint,
  options: ProbeOptions,
): Promise<ScoringModeProbe> {
  const { pictures, words, retry, signal, best = "E", mostCalls } = options;
  const probe = new Probe(new ProbeCaller(endpoint, retry, signal, mostCalls), pictures, words, best);
  return probe.detect();
}

class Probe {
  readonly #caller: ProbeCaller;
  readonly #pictures: ProbePictures;
  readonly #best: ScoringModeId;
  readonly #notes: string[] = [];
  #profile: RequestProfile;
  #seen: ScoringModeObservations = {
    logprobs: "absent",
    topK: 0,
    prefill: untried,
    exactTokens: untried,
    listedWords: untried,
    firstToken: untried,
    constrained: untried,
    sampling: untried,
    textRating: untried,
  };

  constructor(caller: ProbeCaller, pictures: ProbePictures, words: WordPair, best: ScoringModeId) {
    this.#caller = caller;
    this.#pictures = pictures;
    this.#best = best;
    this.#profile = {
      words: [...words],
      topK: 0,
      prefillFields: {},
      turnFields: {},
      logprobFields: {},
      exact: null,
      choiceFields: {},
      samplesPerCall: 1,
    };
  }

  async detect(): Promise<ScoringModeProbe> {
    this.#caller.reserve = ratingCalls;
    const plain = await observePlain(this.#caller, this.#pictures.sharp);
    this.#take({ logprobs: plain.logprobs }, plain.notes, {
      topK: plain.asked,
      logprobFields: plain.fields,
    });
    const hasLogprobs = plain.logprobs === "finite";
    const steps: [ScoringModeId, () => Promise<void>][] = [
      ["P", () => this.#prefilled(plain)],
      ["F", () => this.#firstToken()],
      ["C", () => this.#choice()],
      ["S", () => this.#sampling()],
      ["T", () => this.#rating()],
    ];
    for (const [rung, observe] of steps) {
      const needsLogprobs = rung !== "S" && rung !== "T";
      if (this.#isAbove(rung) || (needsLogprobs && !hasLogprobs)) continue;
      await observe();
      if (this.#decide().rung !== null) break;
    }
    return {
      decision: this.#decide(),
      observations: this.#seen,
      dialect: this.#profile,
      notes: this.#notes,
      calls: this.#caller.calls,
    };
  }

  #isAbove(rung: ScoringModeId): boolean {
    const place = (id: ScoringModeId) => scoringModes.findIndex((known) => known.id === id);
    return place(rung) < place(this.#best);
  }

  #decide(): ScoringModeDecision {
    return decideScoringMode(this.#seen, this.#best);
  }

  #take(
    seen: Partial<ScoringModeObservations>,
    notes: readonly string[],
    profile: Partial<RequestProfile> = {},
  ): void {
    this.#seen = { ...this.#seen, ...seen };
    this.#profile = { ...this.#profile, ...profile };
    this.#notes.push(...notes);
  }

  async #prefilled(plain: PlainObservation): Promise<void> {
    const found = await observePrefill(this.#caller, this.#pictures, this.#profile.words, plain);
    const { prefill, listedWords, topK, asked, fields, turnFields, notes, list } = found;
    const profile = { prefillFields: fields, turnFields, topK: asked };
    this.#take({ prefill, listedWords, topK }, notes, profile);
    if (prefill.seen < prefillTrials || this.#best !== "E") return;
    const isSafe = listedWords.seen === listedWords.tried;
    this.#caller.reserve = isSafe ? 0 : ratingCalls;
    const {
      exactTokens,
      exact,
      notes: why,
    } = await observeExact(this.#caller, this.#pictures, this.#profile, list ?? []);
    this.#take({ exactTokens }, why, { exact });
    this.#caller.reserve = ratingCalls;
  }

  async #firstToken(): Promise<void> {
    const { firstToken, topK } = await observeFirstToken(this.#caller, this.#pictures, this.#profile);
    this.#take({ firstToken, topK: Math.max(topK, this.#seen.topK) }, []);
  }

  async #choice(): Promise<void> {
    const { constrained, fields, notes } = await observeChoice(this.#caller, this.#pictures, this.#profile);
    this.#take({ constrained }, notes, { choiceFields: fields });
  }

  async #sampling(): Promise<void> {
    const found = await observeSampling(this.#caller, this.#pictures, this.#profile);
    this.#take({ sampling: found.sampling }, found.notes, { samplesPerCall: found.samplesPerCall });
  }

  async #rating(): Promise<void> {
    this.#caller.reserve = 0;
    const { textRating, notes } = await observeRating(this.#caller, this.#pictures, this.#profile);
    this.#take({ textRating }, notes);
  }
}
