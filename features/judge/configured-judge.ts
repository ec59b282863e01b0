import { openEndpoint } from "#/evaluation/endpoints/open-endpoint.ts";
import { JudgeDoor } from "#/evaluation/tasks/description/ask-judge.ts";
import { dimensions, type JudgedAspect } from "#/evaluation/tasks/description/dimensions.ts";
import { readJudgeTemplates } from "#/evaluation/tasks/description/judge-templates.ts";
import { judgeRounds } from "#/evaluation/tasks/description/protocol.ts";
import type { JudgeIdentity } from "#/features/judge/judge-identity.ts";
import { env } from "#/lib/env.ts";
import { AppError } from "#/lib/errors.ts";
import type { Task } from "#/prisma/generated/client.ts";

const aspectsOf: Partial<Record<Task, readonly JudgedAspect[]>> = {
  description: dimensions,
  perception: ["correctness"],
};

export function hasJudge(): boolean {
  return env().JUDGE_BASE_URL !== undefined && env().JUDGE_MODEL !== undefined;
}

/** Whether runs of a task are judged here: descriptions always, unclear answers where the operator wants it. */
export function isJudged(task: Task): boolean {
  return task === "description" || (task === "perception" && env().JUDGE_UNPARSED && hasJudge());
}

export type JudgeChoice = { model?: string | undefined; templates?: string | undefined };

/** The operator's judge for a task as it is now, or another model or templates at the same address. */
export async function configuredJudge(task: Task, choice: JudgeChoice = {}): Promise<JudgeIdentity> {
  const model = choice.model ?? env().JUDGE_MODEL;
  const aspects = aspectsOf[task];
  if (!aspects) throw new AppError("bad-input", `Runs of the task ${task} are not judged.`);
  if (!model || !env().JUDGE_BASE_URL) throw noJudge();
  return {
    model,
    templates: await readJudgeTemplates(choice.templates ?? env().JUDGE_TEMPLATES, aspects),
    rounds: judgeRounds,
    temperature: env().JUDGE_TEMPERATURE,
  };
}

/** Connects to the operator's own address, which may be private. Throws EndpointError where it cannot be used. */
export function openJudge(model: string): JudgeDoor {
  const baseUrl = env().JUDGE_BASE_URL;
  if (!baseUrl) throw noJudge();
  const host = URL.canParse(baseUrl) ? [new URL(baseUrl).hostname] : [];
  return new JudgeDoor(
    openEndpoint({
      protocol: "openai",
      baseUrl,
      model,
      apiKey: env().JUDGE_API_KEY ?? null,
      concurrency: env().JUDGE_CONCURRENCY,
      addressPolicy: { allow: [...env().ENDPOINT_ALLOWLIST, ...host] },
    }),
  );
}

function noJudge(): AppError {
  return new AppError(
    "unavailable",
    "This board has no judge. Its operator sets JUDGE_BASE_URL and JUDGE_MODEL.",
  );
}
