import type { Endpoint } from "#/evaluation/endpoints/endpoint.ts";
import type { RetryPolicy } from "#/evaluation/endpoints/decorators/retry.ts";
import type { Dialect } from "#/evaluation/tasks/assessment/request/request-profile.ts";
import {
  decideRung,
  type RungDecision,
  type RungObservations,
} from "#/evaluation/tasks/assessment/decide-scoring-mode.ts";
import { ladder, type RungId } from "#/evaluation/tasks/assessment/scoring-mode.ts";
import { observeExact } from "#/evaluation/tasks/assessment/probe/observe-exact.ts";
import { observePlain, type PlainObservation } from "#/evaluation/tasks/assessment/probe/observe-plain.ts";
import { observePrefill } from "#/evaluation/tasks/assessment/probe/observe-prefill.ts";
import { observeRating, observeSampling } from "#/evaluation/tasks/assessment/probe/observe-texts.ts";
import { observeChoice, observeFirstToken } from "#/evaluation/tasks/assessment/probe/observe-words.ts";
import { ProbeCaller } from "#/evaluation/tasks/assessment/probe/probe-caller.ts";
import type { ProbePictures } from "#/evaluation/tasks/assessment/probe/probe-pictures.ts";
import type { WordPair } from "#/evaluation/tasks/assessment/assessment-protocol.ts";

export type ProbeOptions = {
  pictures: ProbePictures;
  words: WordPair;
  retry: RetryPolicy;
  signal: AbortSignal;
  /** No better rung is looked for; E by default. */
  best?: RungId;
  /** Fewer calls than the usual most. */
  mostCalls?: number;
};

export type LadderProbe = {
  decision: RungDecision;
  observations: RungObservations;
  dialect: Dialect;
  /** What the endpoint said or did that explains the decision, a sentence each. */
  notes: string[];
  calls: number;
};

const prefillTrials = 5;
const ratingCalls = 2;
const untried = { tried: 0, seen: 0 };

/**
 * Finds by behaviour, in at most fourteen calls (and some look-ups of token ids), the best rung that an endpoint gives and how it has to be
 * asked; rungs below the one found stay untried. Rejects with RetriesExhausted where the endpoint is down or
 * refuses to be used, so that nothing is concluded from that.
 */
export async function observeLadder(endpoint: Endpoint, options: ProbeOptions): Promise<LadderProbe> {
  const { pictures, words, retry, signal, best = "E", mostCalls } = options;
  const probe = new Probe(new ProbeCaller(endpoint, retry, signal, mostCalls), pictures, words, best);
  return probe.climbDown();
}

class Probe {
  readonly #caller: ProbeCaller;
  readonly #pictures: ProbePictures;
  readonly #best: RungId;
  readonly #notes: string[] = [];
  #dialect: Dialect;
  #seen: RungObservations = {
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

  constructor(caller: ProbeCaller, pictures: ProbePictures, words: WordPair, best: RungId) {
    this.#caller = caller;
    this.#pictures = pictures;
    this.#best = best;
    this.#dialect = {
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

  async climbDown(): Promise<LadderProbe> {
    this.#caller.reserve = ratingCalls;
    const plain = await observePlain(this.#caller, this.#pictures.sharp);
    this.#take({ logprobs: plain.logprobs }, plain.notes, {
      topK: plain.asked,
      logprobFields: plain.fields,
    });
    const hasLogprobs = plain.logprobs === "finite";
    const steps: [RungId, () => Promise<void>][] = [
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
      dialect: this.#dialect,
      notes: this.#notes,
      calls: this.#caller.calls,
    };
  }

  #isAbove(rung: RungId): boolean {
    const place = (id: RungId) => ladder.findIndex((known) => known.id === id);
    return place(rung) < place(this.#best);
  }

  #decide(): RungDecision {
    return decideRung(this.#seen, this.#best);
  }

  #take(seen: Partial<RungObservations>, notes: readonly string[], dialect: Partial<Dialect> = {}): void {
    this.#seen = { ...this.#seen, ...seen };
    this.#dialect = { ...this.#dialect, ...dialect };
    this.#notes.push(...notes);
  }

  async #prefilled(plain: PlainObservation): Promise<void> {
    const found = await observePrefill(this.#caller, this.#pictures, this.#dialect.words, plain);
    const { prefill, listedWords, topK, asked, fields, turnFields, notes, list } = found;
    const dialect = { prefillFields: fields, turnFields, topK: asked };
    this.#take({ prefill, listedWords, topK }, notes, dialect);
    if (prefill.seen < prefillTrials || this.#best !== "E") return;
    const isSafe = listedWords.seen === listedWords.tried;
    this.#caller.reserve = isSafe ? 0 : ratingCalls;
    const {
      exactTokens,
      exact,
      notes: why,
    } = await observeExact(this.#caller, this.#pictures, this.#dialect, list ?? []);
    this.#take({ exactTokens }, why, { exact });
    this.#caller.reserve = ratingCalls;
  }

  async #firstToken(): Promise<void> {
    const { firstToken, topK } = await observeFirstToken(this.#caller, this.#pictures, this.#dialect);
    this.#take({ firstToken, topK: Math.max(topK, this.#seen.topK) }, []);
  }

  async #choice(): Promise<void> {
    const { constrained, fields, notes } = await observeChoice(this.#caller, this.#pictures, this.#dialect);
    this.#take({ constrained }, notes, { choiceFields: fields });
  }

  async #sampling(): Promise<void> {
    const found = await observeSampling(this.#caller, this.#pictures, this.#dialect);
    this.#take({ sampling: found.sampling }, found.notes, { samplesPerCall: found.samplesPerCall });
  }

  async #rating(): Promise<void> {
    this.#caller.reserve = 0;
    const { textRating, notes } = await observeRating(this.#caller, this.#pictures, this.#dialect);
    this.#take({ textRating }, notes);
  }
}
