import { getTranslations } from "next-intl/server";
import type { Difficulty } from "#/features/items/difficulty/solve-rate.ts";
import type { Task } from "#/prisma/generated/client.ts";

type Props = { task: Task; difficulty: Difficulty | undefined };

/** Renders how the published models fare on an item, in the units of its task. */
export async function DifficultyText({ task, difficulty }: Props) {
  const t = await getTranslations("datasets.difficulty");
  if (!difficulty) return null;
  const { models, solveRate, disagreement } = difficulty;
  const percent = (share: number) => Math.round(100 * share);
  const textOf: Record<Task, () => string> = {
    perception: () => t("perception", { right: Math.round(models * solveRate), models }),
    description: () =>
      t("description", { models, mean: solveRate.toFixed(2), spread: disagreement.toFixed(2) }),
    assessment: () => t("assessment", { models, off: percent(1 - solveRate), spread: percent(disagreement) }),
  };
  return <span className="block text-xs text-muted tabular-nums">{textOf[task]()}</span>;
}
