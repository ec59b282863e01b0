import type { ChatReply } from "#/evaluation/endpoints/endpoint.ts";
import type { Answered } from "#/evaluation/probe/metered-endpoint.ts";
import type { Movement } from "#/evaluation/probe/picture-check.ts";
import type { ProbeCheck } from "#/evaluation/probe/probe-report.ts";

/** `alone` and `eightInFlight`: median milliseconds, null where no call came back. */
export function latencyCheck(alone: number | null, eightInFlight: number | null): ProbeCheck {
  if (alone === null || eightInFlight === null) {
    const message = "Too few calls came back to measure the latency.";
    return { id: "latency", status: "untried", words: message };
  }
  const ratio = eightInFlight / Math.max(1, alone);
  const message = `A call takes ${seconds(alone)} alone and ${seconds(eightInFlight)} with eight in flight.`;
  if (ratio < 6) return { id: "latency", status: "ok", words: message };
  const queued = `${message} The server seems to work on one call at a time: more calls at a time bring nothing.`;
  return { id: "latency", status: "warn", words: queued };
}

export function rateLimitCheck(limited: number): ProbeCheck {
  if (limited === 0) {
    return { id: "rate-limits", status: "ok", words: "No rate limit was met with eight calls in flight." };
  }
  const message = `A rate limit was met ${limited} times with at most eight calls in flight. The run waits as the server says; fewer calls at a time are kinder.`;
  return { id: "rate-limits", status: "warn", words: message };
}

/** Returns whether the same question on the same picture gets the same answer, in words and in log-probabilities. */
export function repeatabilityCheck(texts: readonly string[], movement: Movement | null): ProbeCheck {
  if (texts.length < 2) {
    return { id: "repeatability", status: "untried", words: "Too few answers came to compare them." };
  }
  const kinds = new Set(texts).size;
  const said =
    kinds === 1
      ? `The same question got the same answer ${texts.length} times.`
      : `The same question got ${kinds} different answers in ${texts.length} times at temperature 0.`;
  const moved = movement
    ? ` Asked twice, the log-probability difference moved by ${Math.abs(movement.repeated).toFixed(4)} nats.`
    : "";
  const isSteady = kinds === 1 && Math.abs(movement?.repeated ?? 0) < 0.1;
  return { id: "repeatability", status: isSteady ? "ok" : "warn", words: said + moved };
}

/** Fields that turn thinking off at some server or other: OpenAI's and most routers', then vLLM's and SGLang's. */
export const quietFields: readonly Readonly<Record<string, unknown>>[] = [
  { reasoning_effort: "none" },
  { chat_template_kwargs: { enable_thinking: false } },
];

export function isThinking({ reasoning, finishReason, text }: ChatReply): boolean {
  return reasoning !== null || (finishReason === "length" && text === "");
}

/** `quiet`: fields with which the model was seen to answer without thinking; null where none was found. */
export function thinkingCheck(
  answered: readonly Answered[],
  quiet: Readonly<Record<string, unknown>> | null = null,
): ProbeCheck {
  const thinking = answered.filter(({ reply }) => reply.reasoning !== null).length;
  const truncated = answered.filter(
    ({ reply }) => reply.finishReason === "length" && reply.text === "",
  ).length;
  const remedy =
    quiet === null
      ? []
      : [`With ${JSON.stringify(quiet)} as extra request fields it answers without thinking.`];
  if (truncated > 0) {
    const message = `${truncated} answers were cut off before they began: the model thinks longer than its budget. Turn its reasoning off or down in the extra request fields, such as {"reasoning_effort": "low"}.`;
    return { id: "thinking", status: "fail", words: [message, ...remedy].join(" ") };
  }
  if (thinking > 0) {
    const message =
      "The model thinks before it answers; its thinking is kept apart and never read as the answer. It makes every call slower and dearer.";
    return { id: "thinking", status: "warn", words: [message, ...remedy].join(" ") };
  }
  return { id: "thinking", status: "ok", words: "The model answers without thinking aloud." };
}

export function median(values: readonly number[]): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? null;
}

function seconds(milliseconds: number): string {
  return milliseconds < 1000 ? `${Math.round(milliseconds)} ms` : `${(milliseconds / 1000).toFixed(1)} s`;
}
