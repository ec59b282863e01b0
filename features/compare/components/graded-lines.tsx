import { getTranslations } from "next-intl/server";
import type { ComparedRun } from "#/features/compare/compared-answers.ts";
import type { ComparedItem } from "#/features/compare/queries.ts";

type Props = { item: ComparedItem; runs: readonly ComparedRun[] };

export async function GradedLines({ item, runs }: Props) {
  const t = await getTranslations("compare");
  return (
    <>
      <p className="text-xs text-muted">
        {t("keyIs", { answer: item.options[item.correctOption ?? -1] ?? "–" })}
      </p>
      <ul className="mt-1">
        {runs.map((run) => {
          const answer = item.answers.find(({ runId }) => runId === run.runId);
          const right = answer?.outcome === "correct";
          return (
            <li key={run.runId} className="wrap-anywhere">
              <span className="text-muted">{t("said", { name: run.name })}</span>{" "}
              {item.options[answer?.parsed ?? -1] ?? t("unread")}{" "}
              <span className={right ? "text-muted" : "text-warm"}>{t(right ? "right" : "wrong")}</span>
            </li>
          );
        })}
      </ul>
    </>
  );
}
