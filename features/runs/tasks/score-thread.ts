import type { AssessmentItem } from "#/evaluation/tasks/assessment/correlate.ts";
import { assessmentScores } from "#/features/runs/tasks/assessment-scores.ts";
import { serveThread } from "#/lib/threads/serve-thread.ts";

serveThread((items: AssessmentItem[]) => assessmentScores(items));
