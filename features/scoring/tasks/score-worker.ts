import type { AssessmentItem } from "#/evaluation/tasks/assessment/correlate.ts";
import { assessmentScores } from "#/features/scoring/tasks/assessment-scores.ts";
import { serveThread } from "#/lib/threads/serve-thread.ts";

serveThread((items: AssessmentItem[]) => assessmentScores(items));
