import { assessmentRequest, roomyTextTokens } from "#/evaluation/tasks/assessment/request/build-request.ts";
import { descriptionPrompt } from "#/evaluation/tasks/description/description-prompt.ts";
import { buildPrompt } from "#/evaluation/tasks/perception/perception-prompt.ts";
import type { Task } from "#/evaluation/tasks/task.ts";
import type { PromptSettings } from "#/features/receipts/receipt.ts";
import { fixedPlan } from "#/features/runs/assessment-plan.ts";
import { optionSeed } from "#/features/runs/option-seed.ts";
import type { RunPlan } from "#/features/runs/task-runner.ts";
import {
  maxTokens as descriptionTokens,
  maxTokensOfTruncated as roomyDescriptionTokens,
} from "#/features/scoring/tasks/description-runner.ts";
import {
  maxTokensOfTruncated,
  maxTokens as perceptionTokens,
} from "#/features/scoring/tasks/perception-runner.ts";

const plain = {
  assistantPrefix: null,
  temperature: 0,
  maxTokensOfStarved: null,
  topLogprobs: null,
  optionSeed: null,
  extra: {},
};

const settingsOf: Record<Task, (plan: RunPlan) => PromptSettings> = {
  perception: (plan) => ({
    ...plain,
    prompt: buildPrompt("{question}", ["{first option}", "{second option}"]),
    maxTokens: perceptionTokens,
    maxTokensOfStarved: maxTokensOfTruncated,
    optionSeed: optionSeed(plan),
  }),
  description: () => ({
    ...plain,
    prompt: descriptionPrompt,
    maxTokens: descriptionTokens,
    maxTokensOfStarved: roomyDescriptionTokens,
  }),
  assessment(plan) {
    const { rung, dialect: profile } = fixedPlan(plan);
    const request = assessmentRequest(rung, profile, []);
    return {
      prompt: request.prompt,
      assistantPrefix: request.assistantPrefix ?? null,
      temperature: request.temperature,
      maxTokens: request.maxTokens,
      maxTokensOfStarved: rung === "S" || rung === "T" ? roomyTextTokens : null,
      topLogprobs: request.topLogprobs ?? null,
      optionSeed: null,
      extra: { ...request.extra, ...(profile.exact && { [profile.exact.by]: profile.exact.ids }) },
    };
  },
};

/** Returns how a run asks, from what asks. */
export function promptSettings(task: Task, plan: RunPlan): PromptSettings {
  return settingsOf[task](plan);
}
