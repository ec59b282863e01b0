import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { cache } from "react";
import type { Task } from "#/evaluation/tasks/task.ts";
import { taskTraits } from "#/evaluation/tasks/task-traits.ts";
import type { User } from "#/features/access/actor.ts";
import { canSeeAnswerKeys } from "#/features/access/answer-key-policy.ts";
import { listDatasets } from "#/features/datasets/queries.ts";
import { admissionsOf } from "#/features/hidden-keys/queries.ts";
import { hasJudge } from "#/features/judging/judge-setting.ts";
import type { ItemPreview } from "#/features/results/item-preview.ts";
import { itemPreview, unreadAnswers } from "#/features/results/queries.ts";
import type { UnreadAnswers } from "#/features/results/unread-answers.ts";
import { isActive } from "#/features/runs/run-status.ts";
import { runnerFor } from "#/features/scoring/tasks/runner-by-task.ts";
import { listSubmissions, submissionView } from "#/features/submissions/queries.ts";
import type { RunView, SubmissionView } from "#/features/submissions/submission-view.ts";
import { currentActor, requireUser } from "#/features/users/loaders.ts";
import { AppError } from "#/lib/errors.ts";
import type { Dataset } from "#/prisma/generated/client.ts";

const previewItems = 10;

export type RunResult = {
  run: RunView;
  items: ItemPreview[];
  unread: UnreadAnswers[];
  maySeeAnswers: boolean;
};

/** A submission that this reader may see; for everyone else there is no such page. */
export const loadSubmission = cache(async (id: string): Promise<SubmissionView> => {
  try {
    return await submissionView(await currentActor(), id);
  } catch (error) {
    if (error instanceof AppError && error.code === "not-found") notFound();
    throw error;
  }
});

/** Ended runs with something to show. */
export async function loadResults(submission: SubmissionView): Promise<RunResult[]> {
  const actor = await currentActor();
  const ended = submission.runs.filter((run) => !isActive(run.status) && run.done + run.missing > 0);
  return Promise.all(
    ended.map(async (run) => ({
      run,
      unread: await unreadAnswers(actor, submission.id, run.dataset),
      items: await itemPreview(actor, submission.id, run.dataset, previewItems),
      maySeeAnswers: canSeeAnswerKeys(actor, run),
    })),
  );
}

export async function loadOwnSubmissions() {
  return listSubmissions(await requireUser("/submissions"));
}

export async function datasetNames(slugs: string[]): Promise<Record<string, string>> {
  const t = await getTranslations("common.datasets");
  return Object.fromEntries(slugs.map((slug) => [slug, t.has(slug) ? t(slug) : slug]));
}

export type DatasetChoice = {
  slug: string;
  task: Task;
  items: number;
  generated: boolean;
  hidden: boolean;
  /** Why it cannot be chosen, or null. */
  problem: "task" | "images" | "judge" | "admission" | "admissionAsked" | null;
};

/** Resolves with every dataset, those that this user can have a model evaluated on first. */
export async function datasetChoices(user: User): Promise<DatasetChoice[]> {
  const [datasets, isJudging, admissions] = await Promise.all([
    listDatasets(),
    hasJudge(),
    admissionsOf(user),
  ]);
  const shut = (dataset: Dataset) => {
    const state = admissions.get(dataset.slug);
    if (!dataset.hasAnswers || canSeeAnswerKeys(user, dataset) || state === "granted") return null;
    return state === "asked" ? "admissionAsked" : "admission";
  };
  const choices = datasets.map((dataset): DatasetChoice => {
    const { slug, task, itemCount, imageCount, generated, answers } = dataset;
    const unjudged = taskTraits[task].needsJudge && !isJudging ? "judge" : null;
    const problem =
      runnerFor(task) === null ? "task" : imageCount === 0 ? "images" : (unjudged ?? shut(dataset));
    return { slug, task, items: itemCount, generated, hidden: answers === "hidden", problem };
  });
  return choices.sort((a, b) => Number(a.problem !== null) - Number(b.problem !== null));
}
