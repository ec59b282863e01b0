import type { ProbeReport } from "#/evaluation/probe/probe-report.ts";
import type { Task } from "#/evaluation/tasks/task.ts";
import { taskTraits } from "#/evaluation/tasks/task-traits.ts";

export type RunEstimate = {
  calls: number;
  /** Null where the probe measured no latency. */
  seconds: number | null;
  /** Null where the server counts no tokens. */
  promptTokens: number | null;
  completionTokens: number | null;
};

/** Above this the probe has not measured: more calls in flight are not counted on. */
const measuredInFlight = 8;

/** Returns what a run on a dataset will take, retries apart, if its calls are like the probe's. */
export function estimateRun(
  dataset: { task: Task; items: number },
  concurrency: number,
  report: Pick<ProbeReport, "callsPerRating" | "latencyMs" | "tokensPerCall">,
): RunEstimate {
  const calls = dataset.items * (taskTraits[dataset.task].isRating ? report.callsPerRating : 1);
  const inFlight = Math.min(concurrency, measuredInFlight);
  const latency = inFlight === 1 ? report.latencyMs.alone : report.latencyMs.eightInFlight;
  const times = (each: number | null) => (each === null ? null : Math.round(calls * each));
  return {
    calls,
    seconds: latency === null ? null : Math.ceil((calls * latency) / 1000 / inFlight),
    promptTokens: times(report.tokensPerCall.prompt),
    completionTokens: times(report.tokensPerCall.completion),
  };
}
