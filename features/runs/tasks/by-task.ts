import { assessment } from "#/features/runs/tasks/assessment.ts";
import { description } from "#/features/runs/tasks/description.ts";
import { perception } from "#/features/runs/tasks/perception.ts";
import type { TaskRunner } from "#/features/runs/tasks/task-runner.ts";
import type { Task } from "#/prisma/generated/client.ts";

const runners: Partial<Record<Task, TaskRunner>> = { perception, description, assessment };

/** Null: endpoints cannot be evaluated on this task yet. */
export function runnerFor(task: Task): TaskRunner | null {
  return runners[task] ?? null;
}
