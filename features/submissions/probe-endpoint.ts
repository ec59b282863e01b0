import { estimateRun, type RunEstimate } from "#/evaluation/endpoints/probe/estimate-run.ts";
import type { ProbeReport } from "#/evaluation/endpoints/probe/probe-report.ts";
import { runProbe } from "#/evaluation/endpoints/probe/run-probe.ts";
import { listDatasets } from "#/features/datasets/queries.ts";
import { spendAs } from "#/features/quotas/spend.ts";
import { runnerFor } from "#/features/runs/tasks/by-task.ts";
import { checkBaseUrl } from "#/features/submissions/check-base-url.ts";
import { openTypedEndpoint } from "#/features/submissions/open-typed-endpoint.ts";
import { parseInput } from "#/features/submissions/parse-input.ts";
import { requireUser } from "#/features/submissions/policy.ts";
import { endpointInput } from "#/features/submissions/schema.ts";
import type { Actor } from "#/features/users/actor.ts";
import type { Task } from "#/prisma/generated/client.ts";

/** The report, and what a run on each dataset that can be chosen would take. */
export type EndpointProbe = ProbeReport & {
  estimates: ({ dataset: string; task: Task; items: number } & RunEstimate)[];
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
  const endpoint = openTypedEndpoint({ ...parsed, baseUrl }, eightInFlight);
  try {
    const options = { model: parsed.model, signal, deadlineMs, random: Math.random };
    const report = await runProbe(endpoint, options);
    return { ...report, estimates: await estimates(report, parsed.concurrency) };
  } finally {
    await endpoint.close();
  }
}

async function estimates(report: ProbeReport, concurrency: number): Promise<EndpointProbe["estimates"]> {
  const datasets = await listDatasets();
  return datasets
    .filter(({ task, imageCount }) => imageCount > 0 && runnerFor(task) !== null)
    .map(({ slug, task, itemCount: items }) => ({
      dataset: slug,
      task,
      items,
      ...estimateRun({ task, items }, concurrency, report),
    }));
}
