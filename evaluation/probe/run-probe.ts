import { RetriesExhausted, type RetryPolicy, withRetries } from "#/evaluation/endpoints/decorators/retry.ts";
import type { Endpoint, ImageInput } from "#/evaluation/endpoints/endpoint.ts";
import { EndpointError } from "#/evaluation/endpoints/errors/endpoint-error.ts";
import {
  contactChecks,
  isKeyTaken,
  isReachable,
  modelCheck,
  parameterCheck,
  refusesTemperature,
} from "#/evaluation/probe/first-contact.ts";
import {
  isThinking,
  latencyCheck,
  median,
  quietFields,
  rateLimitCheck,
  repeatabilityCheck,
  thinkingCheck,
} from "#/evaluation/probe/load-checks.ts";
import { type Answered, MeteredEndpoint } from "#/evaluation/probe/metered-endpoint.ts";
import {
  chooseScenes,
  drawScene,
  largePicture,
  largeSize,
  type NumberScene,
} from "#/evaluation/probe/number-picture.ts";
import {
  classifySight,
  type Movement,
  namesNumber,
  pairRequest,
  sightRequest,
} from "#/evaluation/probe/picture-check.ts";
import { checkIds, type ProbeCheck, type ProbeReport } from "#/evaluation/probe/probe-report.ts";
import { largestShare, scoringModeChecks } from "#/evaluation/probe/scoring-mode-checks.ts";
import { defaultWords } from "#/evaluation/tasks/assessment/assessment-protocol.ts";
import {
  observeScoringModes,
  type ScoringModeProbe,
} from "#/evaluation/tasks/assessment/probe/detect-scoring-modes.ts";
import { drawProbePictures } from "#/evaluation/tasks/assessment/probe/probe-pictures.ts";
import { askAssessment } from "#/evaluation/tasks/assessment/request/ask-assessment.ts";
import { fewestSamples } from "#/evaluation/tasks/assessment/sampled-score.ts";

/** @internal */
export const mostCalls = 25;
const mostScoringModeCalls = 14;
const repeats = 4;

const retry: RetryPolicy = {
  attempts: 2,
  baseDelayMs: 300,
  maxDelayMs: 1000,
  maxRetryAfterMs: 4000,
  waitBudgetMs: 8000,
};

export type ProbeRunOptions = {
  /** The model id that is asked for. */
  model: string;
  signal: AbortSignal;
  /** The report comes by then, whatever the endpoint does; milliseconds. */
  deadlineMs: number;
  /** Numbers in [0, 1) that choose the pictures. */
  random: () => number;
};

/**
 * Finds out by behaviour, in at most 25 calls on drawn pictures, what an endpoint can do. Never rejects for what
 * the endpoint does: that is what the report is about. Rejects with the signal's reason when it is aborted.
 */
export async function runProbe(endpoint: Endpoint, options: ProbeRunOptions): Promise<ProbeReport> {
  const startedAt = performance.now();
  const deadline = AbortSignal.timeout(options.deadlineMs);
  const probe = new ProbeRun(
    new MeteredEndpoint(endpoint, mostCalls),
    options,
    AbortSignal.any([options.signal, deadline]),
  );
  try {
    await probe.run();
  } catch (error) {
    options.signal.throwIfAborted();
    const failure = error instanceof RetriesExhausted ? error.error : error;
    if (failure instanceof EndpointError) probe.fail(failure);
    else if (!deadline.aborted) throw error;
  }
  return probe.report((performance.now() - startedAt) / 1000, options.deadlineMs / 1000);
}

type Looking = { scene: NumberScene; picture: ImageInput };

class ProbeRun {
  readonly #endpoint: MeteredEndpoint;
  readonly #options: ProbeRunOptions;
  readonly #signal: AbortSignal;
  readonly #checks = new Map<string, ProbeCheck>();
  #scoringModes: ScoringModeProbe | null = null;
  #alone: number | null = null;
  #eightInFlight: number | null = null;

  constructor(endpoint: MeteredEndpoint, options: ProbeRunOptions, signal: AbortSignal) {
    this.#endpoint = endpoint;
    this.#options = options;
    this.#signal = signal;
  }

  async run(): Promise<void> {
    const scenes = chooseScenes(4, this.#options.random);
    const looking = await Promise.all(
      scenes.map(async (scene): Promise<Looking> => ({ scene, picture: await drawScene(scene) })),
    );
    const first = await this.#firstContact(looking);
    const looked = await this.#eightAtOnce(looking, first);
    this.#note(thinkingCheck(this.#endpoint.answered));
    const texts = looked.filter(({ scene }) => scene === scenes[0]).map(({ text }) => text);
    const once = looked.filter(
      (one, index) => looked.findIndex(({ scene }) => scene === one.scene) === index,
    );
    this.#note(classifySight(once, null), repeatabilityCheck(texts, null));
    await this.#largePicture();
    const movement = await this.#detectScoringMode();
    this.#note(classifySight(once, movement), repeatabilityCheck(texts, movement));
    await this.#quieten(looking);
  }

  /** Where the model thinks, which fields keep it from that, with the calls that are left. */
  async #quieten([first]: readonly Looking[]): Promise<void> {
    const { answered } = this.#endpoint;
    if (!first || !answered.some(({ reply }) => isThinking(reply))) return;
    const before = [...answered];
    for (const extra of quietFields) {
      if (this.#endpoint.left === 0) return;
      const found = await this.#ask({ ...sightRequest(first.picture), extra }).catch((error: unknown) => {
        if (!(error instanceof RetriesExhausted)) throw error;
        return null;
      });
      if (found === null || isThinking(found.reply) || found.reply.text === "") continue;
      this.#note(thinkingCheck(before, extra));
      return;
    }
  }

  fail(error: EndpointError): void {
    for (const check of contactChecks(error)) if (!this.#checks.has(check.id)) this.#note(check);
  }

  report(seconds: number, deadlineSeconds: number): ProbeReport {
    if (this.#endpoint.answered.length > 0) this.#note(rateLimitCheck(this.#endpoint.rateLimited));
    const why = this.#signal.aborted
      ? `Not tried: the ${deadlineSeconds} seconds of the probe were over.`
      : "Not tried, because an earlier check failed or the calls were used up.";
    const checks = checkIds.map(
      (id) => this.#checks.get(id) ?? { id, status: "untried" as const, words: why },
    );
    return {
      usable: checks.every(({ id, status }) => status !== "fail" && (id !== "sight" || status !== "untried")),
      checks,
      rung: this.#scoringModes?.decision.rung ?? null,
      callsPerRating: callsPerRating(this.#scoringModes),
      latencyMs: { alone: this.#alone, eightInFlight: this.#eightInFlight },
      tokensPerCall: {
        prompt: this.#meanTokens("promptTokens"),
        completion: this.#meanTokens("completionTokens"),
      },
      answeredBy: this.#endpoint.answered[0]?.reply.model ?? null,
      calls: this.#endpoint.calls,
      seconds: Math.round(seconds * 10) / 10,
    };
  }

  #note(...checks: ProbeCheck[]): void {
    for (const check of checks) this.#checks.set(check.id, check);
  }

  async #ask(request: Parameters<Endpoint["ask"]>[0]): Promise<Answered> {
    const { value } = await withRetries(
      async (signal) => {
        const startedAt = performance.now();
        const reply = await this.#endpoint.ask(request, signal);
        return { reply, latencyMs: performance.now() - startedAt };
      },
      retry,
      this.#signal,
    );
    return value;
  }

  async #firstContact([first]: readonly Looking[]): Promise<Answered> {
    if (!first) throw new Error("A probe needs a picture.");
    const listed = await this.#endpoint.models(this.#signal);
    const request = sightRequest(first.picture);
    const answered = await this.#ask(request).catch((error: unknown) => {
      const refused = error instanceof RetriesExhausted && refusesTemperature(error.error);
      if (!refused) throw error;
      this.#endpoint.extra = { temperature: null };
      return this.#ask(request);
    });
    this.#alone = answered.latencyMs;
    const { model } = answered.reply;
    this.#note(isReachable, isKeyTaken, modelCheck(this.#options.model, listed, model));
    this.#note(parameterCheck(Object.keys(this.#endpoint.extra).length === 0));
    return answered;
  }

  /** Three more pictures, two in one message, and the first one again and again: all at the same time. */
  async #eightAtOnce(looking: readonly Looking[], first: Answered) {
    const [again, ...others] = looking;
    if (!again) throw new Error("A probe needs a picture.");
    const asked = [...others, ...Array.from({ length: repeats }, () => again)];
    const pair = looking.slice(0, 2);
    const twoPictures = this.#ask(pairRequest(pair.map(({ picture }) => picture)));
    const answers = await Promise.allSettled([
      twoPictures,
      ...asked.map(({ picture }) => this.#ask(sightRequest(picture))),
    ]);
    this.#signal.throwIfAborted();
    const came = answers.flatMap((answer) => (answer.status === "fulfilled" ? [answer.value.latencyMs] : []));
    this.#eightInFlight = median(came);
    this.#note(latencyCheck(this.#alone, this.#eightInFlight), pairCheck(answers[0], pair));
    const rest = asked.flatMap(({ scene }, index) => {
      const answer = answers[index + 1];
      return answer?.status === "fulfilled" ? [{ scene, text: answer.value.reply.text }] : [];
    });
    return [{ scene: again.scene, text: first.reply.text }, ...rest];
  }

  async #largePicture(): Promise<void> {
    const picture = await largePicture();
    const { width, height } = largeSize;
    const size = `${width} × ${height} pixels (${(picture.bytes.length / 1024 / 1024).toFixed(1)} MB)`;
    const prompt = "Is this picture noisy? Answer yes or no.";
    try {
      await this.#ask({ images: [picture], prompt, maxTokens: 1024, temperature: 0 });
      this.#note({ id: "large-picture", status: "ok", words: `A picture of ${size} is accepted.` });
    } catch (error) {
      if (!(error instanceof RetriesExhausted)) throw error;
      const message = `A picture of ${size} is not accepted: ${error.message} In a run such pictures are sent smaller until they are, which is shown beside the score.`;
      this.#note({ id: "large-picture", status: "warn", words: message });
    }
  }

  /** The assessment's scoring modes; then, where it reads log-probabilities, how they move. */
  async #detectScoringMode(): Promise<Movement | null> {
    const pictures = await drawProbePictures();
    const ladder = await observeScoringModes(this.#endpoint, {
      pictures,
      words: defaultWords,
      retry,
      signal: this.#signal,
      mostCalls: Math.min(mostScoringModeCalls, this.#endpoint.left),
    });
    this.#scoringModes = ladder;
    this.#note(...scoringModeChecks(ladder, largestShare(this.#endpoint.answered)));
    const { rung } = ladder.decision;
    if (rung === null || rung === "S" || rung === "T") return null;
    const seen: number[] = [];
    for (const picture of [pictures.sharp, pictures.sharp, pictures.blurred]) {
      if (this.#endpoint.left < callsPerRating(ladder)) return null;
      const ask = async (request: Parameters<Endpoint["ask"]>[0]) => (await this.#ask(request)).reply;
      const { d } = await askAssessment(rung, ladder.dialect, [picture], ask);
      if (d === null) return null;
      seen.push(d);
    }
    const [one = 0, two = 0, blurred = 0] = seen;
    return { repeated: two - one, blurred: blurred - one };
  }

  #meanTokens(kind: "promptTokens" | "completionTokens"): number | null {
    const counts = this.#endpoint.answered.flatMap(({ reply }) => reply[kind] ?? []);
    return counts.length === 0 ? null : counts.reduce((sum, count) => sum + count, 0) / counts.length;
  }
}

function pairCheck(answer: PromiseSettledResult<Answered> | undefined, pair: readonly Looking[]): ProbeCheck {
  const id = "two-pictures";
  if (answer?.status !== "fulfilled") {
    const why = answer?.reason instanceof Error ? answer.reason.message : "no reply came.";
    return { id, status: "warn", words: `Two pictures in one message are not accepted: ${why}` };
  }
  const { text } = answer.value.reply;
  if (pair.every(({ scene }) => namesNumber(text, scene)))
    return { id, status: "ok", words: "Two pictures in one message are both seen." };
  const message = "Two pictures in one message are accepted, but not both numbers were named.";
  return { id, status: "warn", words: message };
}

function callsPerRating(ladder: ScoringModeProbe | null): number {
  if (ladder?.decision.rung === "S") return Math.ceil(fewestSamples / ladder.dialect.samplesPerCall);
  return ladder?.decision.rung === "E" && ladder.dialect.exact?.by === "allowed_token_ids" ? 2 : 1;
}
