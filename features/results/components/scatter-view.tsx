import Link from "next/link";
import { getFormatter, getTranslations } from "next-intl/server";
import { Notice } from "#/components/ui/notice.tsx";
import { Page } from "#/components/ui/page.tsx";
import { DisagreementTable } from "#/features/results/components/disagreement-table.tsx";
import { ItemScatter } from "#/features/results/components/item-scatter.tsx";
import type { ScatterPage } from "#/features/results/loaders.ts";
import { ClientMessages } from "#/lib/i18n/client-messages.tsx";

export async function ScatterView({ page, datasetName }: { page: ScatterPage; datasetName: string }) {
  const { model, dataset, submissionId, rung, differences, n, points, listed, hidden } = page;
  const [t, format] = await Promise.all([getTranslations("model.scatter"), getFormatter()]);
  const predictedName = t(differences ? "difference" : "score");
  const label = t("label", { model: model.name, dataset: datasetName });
  const about = [datasetName, rung ? t("rung", { rung }) : null, hidden ? null : `n = ${format.number(n)}`];
  return (
    <Page
      title={t("title", { model: model.name })}
      aside={about.filter(Boolean).join(" · ")}
      lead={t("lead")}
    >
      <p className="mb-4 flex flex-wrap gap-x-4">
        <Link href={`/models/${model.slug}`} prefetch={false} className="link">
          {t("toModel")}
        </Link>
        <Link href={`/submissions/${submissionId}`} prefetch={false} className="link">
          {t("toSubmission")}
        </Link>
      </p>
      {hidden || n === 0 ? <Notice>{t(hidden ? "hidden" : "empty")}</Notice> : null}
      {n > 0 ? (
        <div className="grid gap-x-10 gap-y-8 lg:grid-cols-[3fr_2fr]">
          <div className="min-w-0">
            <ClientMessages namespaces={["model"]}>
              <ItemScatter label={label} dataset={dataset} predictedName={predictedName} points={points} />
            </ClientMessages>
            {points.length < n ? (
              <p className="text-xs text-muted">
                {t("sample", { shown: format.number(points.length), all: format.number(n) })}
              </p>
            ) : null}
          </div>
          <section className="min-w-0">
            <h2 className="text-base font-semibold">{t("disagreements")}</h2>
            <p className="mb-2 text-muted">{t("disagreementsNote")}</p>
            <DisagreementTable rows={listed} dataset={dataset} predictedName={predictedName} />
          </section>
        </div>
      ) : null}
    </Page>
  );
}
