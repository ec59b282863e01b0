import { assessmentReaderVersion } from "#/evaluation/tasks/assessment/assessment-protocol.ts";
import { ratingParserVersion } from "#/evaluation/tasks/description/parse-rating.ts";
import { parserVersion } from "#/evaluation/tasks/perception/parse-answer.ts";
import type { Task } from "#/evaluation/tasks/task.ts";

/** What reads the texts of each task today: answers, the judge's ratings, ratings in words. */
export const parserVersions: Record<Task, string> = {
  perception: parserVersion,
  description: ratingParserVersion,
  assessment: assessmentReaderVersion,
};

/**
 * Returns whether answers are texts that another version of today's parser read: log-probabilities and counted
 * samples (every `scoringMode` but T) are read by none.
 */
export function isReadByAnother(task: Task, version: string | null, scoringMode: string | null): boolean {
  if (version === null || (task === "assessment" && scoringMode !== "T")) return false;
  return version !== parserVersions[task];
}
