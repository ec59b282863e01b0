import { getFormatter, getTranslations } from "next-intl/server";
import { ModelText } from "#/components/ui/model-text.tsx";
import type { ComparedRun, RatedAnswers } from "#/features/compare/compared-answers.ts";

type Props = {
  item: RatedAnswers["items"][number];
  runs: readonly ComparedRun[];
  assessment: boolean;
};

/** Places and values of an assessed picture, or points and first words of its descriptions. */
export async function RatedLines({ item, runs, assessment }: Props) {
  const [t, format] = await Promise.all([getTranslations("compare"), getFormatter()]);
  const { ratings, mos } = item.rated;
  return (
    <>
      {mos === null ? null : (
        <p className="text-xs text-muted tabular-nums">{t("mosIs", { mos: mos.toFixed(2) })}</p>
      )}
      <ul className="mt-1">
        {runs.map((run, index) => {
          const rating = ratings[index];
          const answer = item.answers.find(({ runId }) => runId === run.runId);
          return (
            <li key={run.runId} className="wrap-anywhere">
              <span className="text-muted">{t("said", { name: run.name })}</span>{" "}
              <span className="tabular-nums">
                {assessment
                  ? t("placeAndValue", {
                      place: format.number(rating?.place ?? 0, { maximumFractionDigits: 1 }),
                      value: (rating?.value ?? 0).toFixed(3).replace("-", "−"),
                    })
                  : t("points", { value: (rating?.value ?? 0).toFixed(2) })}
              </span>
              {assessment || !answer?.response ? null : (
                <span className="line-clamp-2 text-xs text-muted">
                  <ModelText text={answer.response} />
                </span>
              )}
            </li>
          );
        })}
      </ul>
    </>
  );
}
