import { openEndpoint } from "#/evaluation/endpoints/open-endpoint.ts";
import { JudgeClient } from "#/evaluation/tasks/description/ask-judge.ts";
import { judgeRounds } from "#/evaluation/tasks/description/description-protocol.ts";
import { dimensions, type JudgedAspect } from "#/evaluation/tasks/description/dimensions.ts";
import { type JudgeTemplates, readJudgeTemplates } from "#/evaluation/tasks/description/judge-templates.ts";
import { taskTraits } from "#/evaluation/tasks/task-traits.ts";
import type { JudgeIdentity } from "#/features/judging/judge-identity.ts";
import { hasJudge, judgeSettings } from "#/features/judging/judge-setting.ts";
import { env } from "#/lib/env.ts";
import { AppError } from "#/lib/errors.ts";
import type { Task } from "#/prisma/generated/client.ts";

const aspectsOf: Partial<Record<Task, readonly JudgedAspect[]>> = {
  description: dimensions,
  perception: ["correctness"],
};

/** Resolves with whether runs of a task are judged here: descriptions always, unclear answers where the operator wants it. */
export async function isJudged(task: Task): Promise<boolean> {
  return (
    taskTraits[task].needsJudge || (taskTraits[task].isGraded && env().JUDGE_UNPARSED && (await hasJudge()))
  );
}

export type JudgeChoice = { model?: string | undefined; templates?: string | undefined };

/** Resolves with the board's judge for a task as it is now, or another model or templates at the same address. */
export async function configuredJudge(task: Task, choice: JudgeChoice = {}): Promise<JudgeIdentity> {
  const aspects = aspectsOf[task];
  if (!aspects) throw new AppError("bad-input", `Runs of the task ${task} are not judged.`);
  const settings = await judgeSettings();
  if (!settings) throw noJudge();
  const chosen = choice.templates === undefined ? settings.templates : null;
  return {
    model: choice.model ?? settings.model,
    templates: await templatesOf(aspects, chosen, choice.templates ?? env().JUDGE_TEMPLATES),
    rounds: judgeRounds,
    temperature: env().JUDGE_TEMPERATURE,
  };
}

/** Resolves with the chosen texts, and the folder's where a text is not among them. */
async function templatesOf(
  aspects: readonly JudgedAspect[],
  chosen: JudgeTemplates | null,
  folder: string,
): Promise<JudgeTemplates> {
  const files = await readJudgeTemplates(
    folder,
    aspects.filter((aspect) => chosen?.[aspect] === undefined),
  );
  return Object.fromEntries(aspects.map((aspect) => [aspect, chosen?.[aspect] ?? files[aspect]]));
}

/** Connects to the operator's own address, which may be private. Throws EndpointError where it cannot be used. */
export async function openJudge(model: string): Promise<JudgeClient> {
  const settings = await judgeSettings();
  if (!settings) throw noJudge();
  const { baseUrl, apiKey } = settings;
  const host = URL.canParse(baseUrl) ? [new URL(baseUrl).hostname] : [];
  return new JudgeClient(
    openEndpoint({
      protocol: "openai",
      baseUrl,
      model,
      apiKey,
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
