import { parentPort, workerData } from "node:worker_threads";
import type { AssessmentItem } from "#/evaluation/tasks/assessment/correlate.ts";
import { assessmentScores } from "#/features/runs/tasks/assessment-scores.ts";

parentPort?.postMessage(assessmentScores(workerData as AssessmentItem[]));
