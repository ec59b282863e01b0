import { taskTraits } from "#/evaluation/tasks/task-traits.ts";
import { latestDataset } from "#/features/datasets/queries.ts";
import type { TaskRunner } from "#/features/runs/task-runner.ts";
import { runnerFor } from "#/features/scoring/tasks/runner-by-task.ts";
import { AppError } from "#/lib/errors.ts";
import type { Dataset } from "#/prisma/generated/client.ts";

/** Resolves with the newest version of a dataset that endpoints can be asked about; refuses every other under `field`. */
export async function evaluableDataset(
  slug: string,
  field: string,
): Promise<{ dataset: Dataset; runner: TaskRunner }> {
  const dataset = await latestDataset(slug);
  const refused = (message: string) => new AppError("bad-input", message, { fields: { [field]: [message] } });
  if (!dataset) throw refused(`There is no dataset ${slug}. Choose one of those on the datasets page.`);
  if (dataset.imageCount === 0) {
    throw refused(
      `${slug} was imported without pictures, so no endpoint can see it. Import it with --images.`,
    );
  }
  const runner = runnerFor(dataset.task);
  if (runner) return { dataset, runner };
  throw refused(`${slug} is a dataset of the task ${dataset.task}, which endpoints are not asked yet.`);
}

/** Letters of a hidden key that leaked are of no use where each run has an order of its own. */
export function permutesOptions({ task, answers }: Pick<Dataset, "task" | "answers">): boolean {
  return taskTraits[task].isGraded && answers === "hidden";
}
