import type { Task } from "#/evaluation/tasks/task.ts";

/** What code that is about all tasks has to know of one. */
type TaskTraits = {
  /** Each answer is right or wrong by a key: there are slices of items, letters, a matrix and a solve rate. */
  isGraded: boolean;
  /** Answers are texts that a judge rates, so scores are of one judge. */
  needsJudge: boolean;
  /** Answers are ratings, asked for in a scoring mode with a pair of words and correlated with what people said. */
  isRating: boolean;
};

export const taskTraits: Record<Task, TaskTraits> = {
  perception: { isGraded: true, needsJudge: false, isRating: false },
  description: { isGraded: false, needsJudge: true, isRating: false },
  assessment: { isGraded: false, needsJudge: false, isRating: true },
};
