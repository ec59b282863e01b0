import { getTranslations } from "next-intl/server";
import { Notice } from "#/components/ui/notice.tsx";
import type { RunView } from "#/features/submissions/submission-view.ts";

const inPerCent = ["overall"];

/** Renders what is told of figures on hidden answers before they are published: one in steps, or why there is none. */
export async function UnpublishedFigure({ run }: { run: RunView }) {
  const t = await getTranslations("submissions.unpublished");
  if (!run.unpublished) return null;
  const { told, approval, refusal } = run.unpublished;
  const [metric = "", score] = Object.entries(run.scores)[0] ?? [];
  const value = score?.value ?? null;
  const figure =
    value === null ? null : inPerCent.includes(metric) ? `${(100 * value).toFixed(1)} %` : value.toFixed(3);
  return (
    <Notice title={t("title")}>
      <p>
        {told === "figure" && figure !== null
          ? t("figure", { metric: metric === "overall" ? t("accuracy") : metric.toUpperCase(), figure })
          : t(told === "figure" ? "none" : told)}
      </p>
      <p className="mt-1">
        {t(`approval.${approval}`)} {refusal ? t("refusal", { reason: refusal }) : null}
      </p>
    </Notice>
  );
}
