import { getTranslations } from "next-intl/server";
import { ModelText } from "#/components/ui/model-text.tsx";
import { taskTraits } from "#/evaluation/tasks/task-traits.ts";
import type { ModelAnswer } from "#/features/items/model-answers.ts";
import type { Task } from "#/prisma/generated/client.ts";

type Props = { answer: ModelAnswer; options: string[]; task: Task };

/** Renders what the chosen model made of an item, in one line. */
export async function AnswerLine({ answer: { outcome, parsed, score, response }, options, task }: Props) {
  const t = await getTranslations("datasets");
  const good = outcome === "correct" || outcome === "answered" || outcome === "pending";
  if (taskTraits[task].isGraded) {
    return (
      <span className="block wrap-anywhere">
        {options[parsed ?? -1] ?? ""}{" "}
        <span className={good ? "text-muted" : "text-warm"}>{t(`outcomes.${outcome}`)}</span>
      </span>
    );
  }
  const shown = score === null ? null : score.toFixed(taskTraits[task].needsJudge ? 2 : 3).replace("-", "−");
  return (
    <>
      {shown === null ? (
        <span className={good ? "block text-muted" : "block text-warm"}>{t(`outcomes.${outcome}`)}</span>
      ) : (
        <span className="block font-medium tabular-nums">
          {taskTraits[task].needsJudge ? t("ofSix", { score: shown }) : t("score", { score: shown })}
        </span>
      )}
      {taskTraits[task].needsJudge && response ? (
        <span className="line-clamp-2 text-muted wrap-anywhere">
          <ModelText text={response} />
        </span>
      ) : null}
    </>
  );
}
