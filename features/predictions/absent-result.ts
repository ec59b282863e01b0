import type { ItemResultInput } from "#/features/runs/result-arrays.ts";
import { noAnswer } from "#/features/runs/tasks/task-runner.ts";

/** An item that the file says nothing usable about. */
export function absentResult(item: number): ItemResultInput {
  return { ...noAnswer, item, error: "The file has no prediction for this item." };
}
