import { keyValueText } from "#/cli/key-value-text.ts";
import { tableText } from "#/cli/table-text.ts";
import type { EndpointProbe } from "#/features/submissions/trial/probe-endpoint.ts";

/** Returns a probe's report for people: verdict, a line for each check, then what runs would take. */
export function probeText(probe: EndpointProbe): string {
  const facts = keyValueText({
    usable: probe.usable ? "yes" : "no",
    rung: probe.rung,
    "answered by": probe.answeredBy,
    calls: probe.calls,
    seconds: probe.seconds,
  });
  const checks = tableText([
    ["check", "status", "what was seen"],
    ...probe.checks.map(({ id, status, words: message }) => [id, status, message]),
  ]);
  const estimates = tableText([
    ["dataset", "calls", "seconds", "prompt tokens", "completion tokens", "price"],
    ...probe.estimates.map(({ dataset, calls, seconds, promptTokens, completionTokens, price }) => [
      dataset,
      calls,
      seconds ?? "–",
      promptTokens ?? "–",
      completionTokens ?? "–",
      price === null ? "–" : price.toFixed(2),
    ]),
  ]);
  return `${facts}\n${checks}${probe.estimates.length === 0 ? "" : `\n${estimates}`}`;
}
