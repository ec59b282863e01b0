import { z } from "zod";
import { defaultWords, type WordPair } from "#/evaluation/tasks/assessment/assessment-protocol.ts";
import {
  type RequestProfile,
  requestProfileSchema,
} from "#/evaluation/tasks/assessment/request/request-profile.ts";
import { type ScoringModeId, scoringModeById } from "#/evaluation/tasks/assessment/scoring-mode.ts";
import type { RunPlan } from "#/features/runs/task-runner.ts";

const word = z.string().trim().min(1, "Fill this in.").max(40, "At most 40 characters fit here. Shorten it.");

/** What a submitter may choose of an assessment run: a lower scoring mode than the endpoint's best, and the word pair. */
export const assessmentChoice = z.strictObject({
  rung: z.enum(["E", "P", "F", "C", "S", "T"]).optional(),
  words: z
    .tuple([word, word], { error: "Give two words, the better one first, as in good,poor." })
    .refine(([better, worse]) => better.toLowerCase() !== worse.toLowerCase(), "Give two different words.")
    .optional(),
});

const probed = z.object({
  reason: z.string(),
  topK: z.int(),
  dialect: requestProfileSchema,
});

const settingsSchema = z.object({
  asked: assessmentChoice.optional().catch(undefined),
  probe: probed.optional().catch(undefined),
});

export function chosenBySubmitter({ settings }: RunPlan): { best: ScoringModeId; words: WordPair } {
  const { asked } = settingsSchema.parse(settings);
  return { best: asked?.rung ?? "E", words: asked?.words ?? defaultWords };
}

/** Returns how the run asks, as it was fixed before its first item. */
export function fixedPlan({ rung, settings }: RunPlan): { rung: ScoringModeId; dialect: RequestProfile } {
  const { probe } = settingsSchema.parse(settings);
  const known = scoringModeById(rung ?? "");
  if (!known || !probe) throw new Error("The run's rung was never fixed.");
  return { rung: known.id, dialect: probe.dialect };
}

/** Returns what is shown beside an assessment run; null before its scoring mode is fixed, and for predictions files. */
export function visiblePlan(settings: unknown): { reason: string; words: WordPair; topK: number } | null {
  const probe = settingsSchema.safeParse(settings).data?.probe;
  return probe ? { reason: probe.reason, words: probe.dialect.words, topK: probe.topK } : null;
}
