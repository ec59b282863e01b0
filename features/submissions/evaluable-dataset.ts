import { taskTraits } from "#/evaluation/tasks/task-traits.ts";
import { latestDataset } from "#/features/datasets/queries.ts";
import type { TaskRunner } from "#/features/runs/task-runner.ts";
import { runnerFor } from "#/features/scoring/tasks/runner-by-task.ts";
import { AppError } from "#/lib/errors.ts";
import type { ErrorText } from "#/lib/i18n/error-text.ts";
import type { Dataset } from "#/prisma/generated/client.ts";

/** Resolves with the newest version of a dataset that endpoints can be asked about; refuses every other under `field`. */
export async function evaluableDataset(
  slug: string,
  field: string,
): Promise<{ dataset: Dataset; runner: TaskRunner }> {
  const dataset = await latestDataset(slug);
  const refused = (key: ErrorText["key"], params: Record<string, string>) =>
    new AppError("bad-input", { key, params }, { field });
  if (!dataset) throw refused("submissions.noDataset", { dataset: slug });
  if (dataset.imageCount === 0) {
    throw refused("submissions.noPictures", { dataset: slug });
  }
  const runner = runnerFor(dataset.task);
  if (runner) return { dataset, runner };
  throw refused("submissions.notAsked", { dataset: slug, task: dataset.task });
}

/** Letters of a hidden key that leaked are of no use where each run has an order of its own. */
export function permutesOptions({ task, answers }: Pick<Dataset, "task" | "answers">): boolean {
  return taskTraits[task].isGraded && answers === "hidden";
}
