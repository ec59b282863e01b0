import { randomUUID } from "node:crypto";
import { RetriesExhausted } from "#/evaluation/endpoints/decorators/retry.ts";
import { PictureFallback } from "#/evaluation/endpoints/pictures/picture-fallback.ts";
import type { Actor, User } from "#/features/access/actor.ts";
import { authorizeAnswerKeys } from "#/features/access/authorize-answer-keys.ts";
import { requireUser } from "#/features/access/submission-policy.ts";
import { spendAs } from "#/features/quotas/spend.ts";
import { inTurn } from "#/features/quotas/take-turn.ts";
import { unreadAmong } from "#/features/results/unread-answers.ts";
import { visiblePlan } from "#/features/runs/assessment-plan.ts";
import { sampleItems } from "#/features/runs/queries.ts";
import type { AskableItem, CallOptions, RunPlan, TaskRunner } from "#/features/runs/task-runner.ts";
import { evaluableDataset, permutesOptions } from "#/features/submissions/evaluable-dataset.ts";
import { parseInput } from "#/features/submissions/parse-input.ts";
import { type DryRunInput, dryRunInput, type EndpointInput } from "#/features/submissions/schema.ts";
import { checkBaseUrl } from "#/features/submissions/trial/check-base-url.ts";
import { type DryCall, dryRunItem } from "#/features/submissions/trial/dry-run-item.ts";
import type { DryRun, DryRunItem } from "#/features/submissions/trial/dry-run-outcome.ts";
import { openTypedEndpoint } from "#/features/submissions/trial/open-typed-endpoint.ts";

const itemsOfDryRun = 8;

const retry = { attempts: 2, baseDelayMs: 300, maxDelayMs: 1000, maxRetryAfterMs: 4000, waitBudgetMs: 8000 };

/**
 * Asks an endpoint for eight items of a dataset as a run would, and stores nothing; the key is used and forgotten.
 * Never rejects for what the endpoint does; what is not answered within `deadlineMs` is given up.
 */
export async function dryRun(
  actor: Actor,
  input: unknown,
  signal: AbortSignal,
  deadlineMs = 55_000,
): Promise<DryRun> {
  const user = requireUser(actor);
  const { endpoint: typed, dataset: slug, assessment } = parseInput(dryRunInput, input);
  const baseUrl = checkBaseUrl(typed.baseUrl, "endpoint.baseUrl");
  const { dataset, runner } = await evaluableDataset(slug, "dataset");
  await spendAs(user, "dryRun");
  const asked = { ...typed, baseUrl };
  const ask = () => askDataset(user, { typed: asked, assessment, dataset, runner }, signal, deadlineMs);
  return inTurn("trial", user.id, ask, signal);
}

type Chosen = Awaited<ReturnType<typeof evaluableDataset>> & {
  typed: EndpointInput;
  assessment: DryRunInput["assessment"];
};

async function askDataset(
  user: User,
  { typed, assessment, dataset, runner }: Chosen,
  signal: AbortSignal,
  deadlineMs: number,
): Promise<DryRun> {
  const startedAt = performance.now();
  const inFlight = Math.min(itemsOfDryRun, typed.concurrency);
  const endpoint = new PictureFallback(openTypedEndpoint(typed, inFlight, "endpoint."));
  const settings = {
    ...(assessment && { asked: assessment }),
    ...(permutesOptions(dataset) && { optionSeed: randomUUID() }),
  };
  const limited = AbortSignal.any([signal, AbortSignal.timeout(deadlineMs)]);
  const dry: DryCall = {
    runner,
    call: { endpoint, retry, signal: limited, plan: { rung: null, settings } },
    canSeeAnswerKeys: await authorizeAnswerKeys(user, dataset, "dry run"),
    tooLate: `The ${deadlineMs / 1000} seconds of the dry run were over before this answer came.`,
  };
  try {
    const asked = await askSample(dry, await sampleItems(dataset.id, itemsOfDryRun), inFlight);
    signal.throwIfAborted();
    const { task, answers } = dataset;
    const { promptVersion, parserVersion } = runner;
    const seconds = Math.round((performance.now() - startedAt) / 100) / 10;
    return {
      dataset: dataset.slug,
      task,
      answers,
      promptVersion,
      parserVersion,
      ...asked,
      unread: unreadOf(asked.items),
      seconds,
    };
  } finally {
    await endpoint.close();
  }
}

function unreadOf(items: readonly DryRunItem[]) {
  return unreadAmong(
    items.map(({ item, status, raw }) => ({ item, outcome: status, text: () => raw ?? "" })),
  );
}

type Asked = Pick<DryRun, "rung" | "rungReason" | "words" | "problem" | "items">;

async function askSample(dry: DryCall, items: readonly AskableItem[], inFlight: number): Promise<Asked> {
  const unplanned = { rung: null, rungReason: null, words: null };
  const plan = await planFor(dry.runner, dry.call, dry.tooLate);
  if (typeof plan === "string") return { ...unplanned, problem: plan, items: [] };
  const shown = visiblePlan(plan.settings);
  const planned = { rung: plan.rung, rungReason: shown?.reason ?? null, words: shown?.words ?? null };
  const answered: DryRunItem[] = [];
  let problem: string | null = null;
  const queue = items.values();
  const lane = async () => {
    for (const item of queue) {
      if (problem !== null) return;
      try {
        answered.push(await dryRunItem(item, { ...dry, call: { ...dry.call, plan } }));
      } catch (error) {
        if (!(error instanceof RetriesExhausted)) throw error;
        problem = error.message;
      }
    }
  };
  await Promise.all(Array.from({ length: inFlight }, lane));
  return { ...planned, problem, items: answered.sort((a, b) => a.item - b.item) };
}

/** Resolves with how a run would ask; or why none could be made. */
async function planFor(runner: TaskRunner, call: CallOptions, tooLate: string): Promise<RunPlan | string> {
  if (!runner.prepare) return call.plan;
  try {
    const found = await runner.prepare(call);
    if ("refusal" in found) return found.refusal;
    return { rung: found.rung, settings: { ...(call.plan.settings as object), ...found.settings } };
  } catch (error) {
    if (error instanceof RetriesExhausted) return error.message;
    if (call.signal.aborted) return tooLate;
    throw error;
  }
}
