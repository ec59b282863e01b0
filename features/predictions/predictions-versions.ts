import { assessmentProtocolVersion } from "#/evaluation/tasks/assessment/assessment-protocol.ts";
import { parserVersion } from "#/evaluation/tasks/perception/parse-answer.ts";
import { perceptionProtocol } from "#/evaluation/tasks/perception/perception-protocol.ts";
import type { Task } from "#/prisma/generated/client.ts";

/** What asked the model is not known to the board. */
const elsewhere = "predictions-file";

export function versionsOf(task: Task) {
  return task === "perception"
    ? { protocolVersion: perceptionProtocol, promptVersion: elsewhere, parserVersion }
    : { protocolVersion: assessmentProtocolVersion, promptVersion: elsewhere, parserVersion: elsewhere };
}
