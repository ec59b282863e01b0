import type { ChatRequest } from "#/evaluation/endpoints/endpoint.ts";
import { withRetries } from "#/evaluation/endpoints/retry.ts";
import { type Assessed, askAssessment } from "#/evaluation/tasks/assessment/asking/ask-assessment.ts";
import { observeLadder } from "#/evaluation/tasks/assessment/probe/observe-ladder.ts";
import { drawProbePictures } from "#/evaluation/tasks/assessment/probe/probe-pictures.ts";
import { assessmentPromptVersion } from "#/evaluation/tasks/assessment/prompt.ts";
import {
  assessmentProtocolVersion,
  assessmentReaderVersion,
} from "#/evaluation/tasks/assessment/protocol.ts";
import { assessedItems } from "#/features/runs/queries.ts";
import { chosenBySubmitter, fixedPlan } from "#/features/runs/tasks/assessment-plan.ts";
import { scoreAside } from "#/features/runs/tasks/score-aside.ts";
import {
  type CallOptions,
  type ItemAnswer,
  noAnswer,
  type TaskRunner,
} from "#/features/runs/tasks/task-runner.ts";

export const assessment: TaskRunner = {
  protocolVersion: assessmentProtocolVersion,
  promptVersion: assessmentPromptVersion,
  parserVersion: assessmentReaderVersion,

  async prepare({ endpoint, retry, signal, plan }) {
    const { best, words } = chosenBySubmitter(plan);
    const pictures = await drawProbePictures();
    const probe = await observeLadder(endpoint, { pictures, words, retry, signal, best });
    const { decision, dialect, observations, notes, calls } = probe;
    const { reason } = decision;
    if (decision.rung === null) return { refusal: [reason, ...notes].join(" ") };
    const { topK } = observations;
    return {
      rung: decision.rung,
      settings: { probe: { reason, topK, dialect, observations, notes, calls } },
    };
  },

  async ask(_item, images, call) {
    const { rung, dialect } = fixedPlan(call.plan);
    const meter = new Meter(call);
    const assessed = await askAssessment(rung, dialect, images, (request) => meter.ask(request));
    return { ...noAnswer, ...answerOf(assessed), ...meter.read() };
  },

  async score(run) {
    const items = await assessedItems(run);
    const known = items.filter(({ d }) => d !== null);
    const censored = known.filter((item) => item.censored).length;
    const share = { metric: "censored", slice: "overall", n: known.length, low: null, high: null };
    const censoredRow = known.length > 0 ? [{ ...share, value: censored / known.length }] : [];
    return [{ scores: [...(await scoreAside(items)), ...censoredRow] }];
  },

  covered: (scores) => scores.find(({ metric, slice }) => metric === "srcc" && slice === "overall")?.n ?? 0,
};

function answerOf({ d, score, censored, response, fault }: Assessed): Partial<ItemAnswer> {
  if (fault) return { outcome: fault.outcome, error: fault.reason, response };
  return { outcome: "answered", score, logprobDifference: d, censored, response };
}

/** Adds up what the calls for one item took. */
class Meter {
  readonly #call: CallOptions;
  #attempts = 0;
  #latencyMs = 0;
  #promptTokens: number | null = null;
  #completionTokens: number | null = null;

  constructor(call: CallOptions) {
    this.#call = call;
  }

  async ask(request: ChatRequest) {
    const { endpoint, retry, signal } = this.#call;
    let startedAt = 0;
    const once = (limited: AbortSignal) => {
      startedAt = performance.now();
      return endpoint.ask(request, limited);
    };
    const { value: reply, attempts } = await withRetries(once, retry, signal);
    this.#attempts = Math.max(this.#attempts, attempts);
    this.#latencyMs += performance.now() - startedAt;
    if (reply.promptTokens !== null) this.#promptTokens = (this.#promptTokens ?? 0) + reply.promptTokens;
    if (reply.completionTokens !== null)
      this.#completionTokens = (this.#completionTokens ?? 0) + reply.completionTokens;
    return reply;
  }

  /** `attempts`: the most that one call took. */
  read(): Pick<ItemAnswer, "attempts" | "latencyMs" | "promptTokens" | "completionTokens"> {
    return {
      attempts: this.#attempts,
      latencyMs: Math.round(this.#latencyMs),
      promptTokens: this.#promptTokens,
      completionTokens: this.#completionTokens,
    };
  }
}
