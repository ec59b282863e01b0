import { z } from "zod";
import type { RunPlan } from "#/features/runs/task-runner.ts";

const seeded = z.object({ optionSeed: z.string() });

/** Returns what a run on a hidden set permutes its options by; null: it asks them in the dataset's order. */
export function optionSeed({ settings }: Pick<RunPlan, "settings">): string | null {
  return seeded.safeParse(settings).data?.optionSeed ?? null;
}
