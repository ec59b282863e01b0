import type { TaskRunner } from "#/features/runs/task-runner.ts";
import { assessmentRunner } from "#/features/scoring/tasks/assessment-runner.ts";
import { descriptionRunner } from "#/features/scoring/tasks/description-runner.ts";
import { perceptionRunner } from "#/features/scoring/tasks/perception-runner.ts";
import type { Task } from "#/prisma/generated/client.ts";

const runners: Partial<Record<Task, TaskRunner>> = {
  perception: perceptionRunner,
  description: descriptionRunner,
  assessment: assessmentRunner,
};

/** Returns `null` if endpoints cannot be evaluated on this task yet. */
export function runnerFor(task: Task): TaskRunner | null {
  return runners[task] ?? null;
}
