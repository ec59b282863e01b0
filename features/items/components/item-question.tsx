import { getTranslations } from "next-intl/server";
import { taskTraits } from "#/evaluation/tasks/task-traits.ts";
import type { ItemPage } from "#/features/items/loaders.ts";

const letters = "ABCDEFGHIJ";

export async function ItemQuestion({ page: { dataset, item, list } }: { page: ItemPage }) {
  const t = await getTranslations("datasets");
  const hidden = dataset.hasAnswers && !list.canSeeAnswerKeys;
  return (
    <section>
      <h2 className="mb-3 text-lg leading-snug font-semibold text-balance">
        {item.question ?? t(taskTraits[dataset.task].needsJudge ? "describe" : "rate")}
      </h2>
      {item.options.length > 0 ? (
        <ol className="mb-3 space-y-1">
          {item.options.map((option, index) => (
            <li key={option} className="flex gap-2" data-correct={index === item.correctOption || undefined}>
              <span className="w-5 flex-none text-muted">{letters[index]}.</span>
              <span className={index === item.correctOption ? "font-semibold" : undefined}>{option}</span>
              {index === item.correctOption ? <span className="text-xs text-muted">← {t("key")}</span> : null}
            </li>
          ))}
        </ol>
      ) : null}
      {item.reference !== null ? (
        <div className="mb-3">
          <h3 className="text-xs font-medium text-muted">{t("reference")}</h3>
          <p className="whitespace-pre-line">{item.reference}</p>
        </div>
      ) : null}
      {item.mos !== null ? <p className="mb-3 tabular-nums">{t("mos", { mos: item.mos })}</p> : null}
      {hidden ? <p className="mb-3 text-xs text-muted">{t("answersHidden")}</p> : null}
      {dataset.hasAnswers ? null : <p className="mb-3 text-xs text-muted">{t("answersUnknown")}</p>}
    </section>
  );
}
