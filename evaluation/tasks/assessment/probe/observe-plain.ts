import type { ChatRequest, ImageInput } from "#/evaluation/endpoints/endpoint.ts";
import { EndpointError } from "#/evaluation/endpoints/errors/endpoint-error.ts";
import { assessmentPrompt } from "#/evaluation/tasks/assessment/assessment-prompt.ts";
import { defaultWords } from "#/evaluation/tasks/assessment/assessment-protocol.ts";
import type { ScoringModeObservations } from "#/evaluation/tasks/assessment/decide-scoring-mode.ts";
import type { ProbeCaller, ProbeReply } from "#/evaluation/tasks/assessment/probe/probe-caller.ts";

export type PlainObservation = {
  logprobs: ScoringModeObservations["logprobs"];
  /** Alternatives that may be asked for. */
  asked: number;
  /** Most that were listed. */
  topK: number;
  /** What asks for log-probabilities instead of the usual fields. */
  fields: Record<string, unknown>;
  /** The reply without a prefill. */
  text: string | null;
  notes: string[];
};

const mostAlternatives = 20;
const fewerAlternatives = 5;

/** Resolves with the official question without a prefill: do log-probabilities come, and what is said when nothing is begun. */
export async function observePlain(caller: ProbeCaller, picture: ImageInput): Promise<PlainObservation> {
  const { user } = assessmentPrompt("P", defaultWords);
  const request = { images: [picture], prompt: user, maxTokens: 8, temperature: 0 };
  let asked = mostAlternatives;
  let reply = await caller.ask({ ...request, topLogprobs: asked });
  if (reply instanceof EndpointError && /top_?logprobs/i.test(reply.message) && /\d/.test(reply.message)) {
    const fewer = await caller.ask({ ...request, topLogprobs: fewerAlternatives });
    if (fewer !== null && !(fewer instanceof EndpointError)) {
      reply = fewer;
      asked = fewerAlternatives;
    }
  }
  const numbered = await asNumber(caller, request, reply);
  if (numbered) return numbered;
  if (!(reply instanceof EndpointError)) {
    const state = reply?.logprobState ?? "absent";
    const topK = reply?.logprobs?.length ?? 0;
    return { logprobs: state, asked, topK, fields: {}, text: reply?.text ?? null, notes: [] };
  }
  const refused = { asked: 0, topK: 0, fields: {}, notes: [`Asked for log-probabilities: ${reply.message}`] };
  // An adapter that finds something else where the numbers belong.
  if (reply.kind === "parse") return { ...refused, logprobs: "not-numbers", text: null };
  const bare = await caller.ask(request);
  if (bare instanceof EndpointError) {
    const notes = [...refused.notes, `Asked without log-probabilities: ${bare.message}`];
    return { ...refused, logprobs: "absent", text: null, notes };
  }
  return { ...refused, logprobs: "absent", text: bare?.text ?? null };
}

function wantsNumber(message: string): boolean {
  const named = /logprobs\b/i.exec(message);
  return named !== null && /\b(?:integer|int|number)\b/i.test(message.slice(named.index));
}

/** Together's `logprobs` is a number, and true is refused. Null where a number brings no more. */
async function asNumber(
  caller: ProbeCaller,
  request: ChatRequest,
  reply: ProbeReply,
): Promise<PlainObservation | null> {
  if (!(reply instanceof EndpointError)) return null;
  if (!wantsNumber(reply.message)) return null;
  const fields = { logprobs: mostAlternatives, top_logprobs: null };
  const again = await caller.ask({ ...request, topLogprobs: mostAlternatives, extra: fields });
  if (again === null || again instanceof EndpointError) return null;
  const topK = again.logprobs?.length ?? 0;
  if (topK <= 1) return null;
  const { logprobState: logprobs, text } = again;
  return { logprobs, asked: mostAlternatives, topK, fields, text, notes: [] };
}
