import { parentPort } from "node:worker_threads";
import type { AssessmentItem } from "#/evaluation/tasks/assessment/correlate.ts";
import { assessmentScores } from "#/features/runs/tasks/assessment-scores.ts";

parentPort?.once("message", (items: AssessmentItem[]) => parentPort?.postMessage(assessmentScores(items)));
