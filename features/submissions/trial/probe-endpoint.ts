import { estimateRun, type RunEstimate } from "#/evaluation/probe/estimate-run.ts";
import type { ProbeReport } from "#/evaluation/probe/probe-report.ts";
import { runProbe } from "#/evaluation/probe/run-probe.ts";
import type { Actor } from "#/features/access/actor.ts";
import { requireUser } from "#/features/access/submission-policy.ts";
import { listDatasets } from "#/features/datasets/queries.ts";
import { spendAs } from "#/features/quotas/spend.ts";
import { inTurn } from "#/features/quotas/take-turn.ts";
import { runnerFor } from "#/features/scoring/tasks/runner-by-task.ts";
import { parseInput } from "#/features/submissions/parse-input.ts";
import { type EndpointInput, endpointInput } from "#/features/submissions/schema.ts";
import { priceOf, tokenCost } from "#/features/submissions/token-cost.ts";
import { checkBaseUrl } from "#/features/submissions/trial/check-base-url.ts";
import { openTypedEndpoint } from "#/features/submissions/trial/open-typed-endpoint.ts";
import type { Task } from "#/prisma/generated/client.ts";

/** The report, and what a run on each dataset that can be chosen would take. */
export type EndpointProbe = ProbeReport & {
  /** `price` at the operator's prices, null where the model has none. */
  estimates: ({ dataset: string; task: Task; items: number; price: number | null } & RunEstimate)[];
};

/** What a form shows; `refusal` holds sentences in the reader's language. */
export type ProbeOutcome = { probe: EndpointProbe } | { refusal: string[] };

const deadlineMs = 55_000;
const eightInFlight = 8;

/** Finds out what an endpoint can do, before anything is queued or stored; the key is used and forgotten. */
export async function probeEndpoint(
  actor: Actor,
  input: unknown,
  signal: AbortSignal,
): Promise<EndpointProbe> {
  const user = requireUser(actor);
  const parsed = parseInput(endpointInput, input);
  const baseUrl = checkBaseUrl(parsed.baseUrl, "baseUrl");
  await spendAs(user, "probe");
  return inTurn("trial", user.id, () => probe({ ...parsed, baseUrl }, signal), signal);
}

async function probe(typed: EndpointInput, signal: AbortSignal): Promise<EndpointProbe> {
  const endpoint = openTypedEndpoint(typed, eightInFlight);
  try {
    const options = { model: typed.model, signal, deadlineMs, random: Math.random };
    const report = await runProbe(endpoint, options);
    return { ...report, estimates: await estimates(report, typed) };
  } finally {
    await endpoint.close();
  }
}

async function estimates(
  report: ProbeReport,
  { concurrency, model }: EndpointInput,
): Promise<EndpointProbe["estimates"]> {
  const datasets = await listDatasets();
  const price = priceOf(model);
  return datasets
    .filter(({ task, imageCount }) => imageCount > 0 && runnerFor(task) !== null)
    .map(({ slug, task, itemCount: items }) => {
      const run = estimateRun({ task, items }, concurrency, report);
      const cost = tokenCost(run.promptTokens, run.completionTokens, price);
      return { dataset: slug, task, items, ...run, price: cost };
    });
}
