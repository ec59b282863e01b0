import { getFormatter, getTranslations } from "next-intl/server";
import { OverviewTable } from "#/app/[locale]/admin/_parts/overview-table.tsx";
import { failuresByCause } from "#/features/admin/queries.ts";
import type { Locale } from "#/lib/i18n/routing.ts";
import { sentenceIn } from "#/lib/i18n/sentence-in.ts";

export async function FailuresSection({ locale }: { locale: Locale }) {
  const [t, common, format, failures] = await Promise.all([
    getTranslations("admin"),
    getTranslations("submissions.statuses"),
    getFormatter(),
    failuresByCause(),
  ]);
  return (
    <OverviewTable
      title={t("failures")}
      empty={t("noFailures")}
      rows={failures}
      keyOf={({ status, reason }) => `${status} ${reason}`}
      columns={[
        { head: t("reason"), wide: true, cell: ({ reason }) => sentenceIn(locale, reason) },
        { head: t("status"), cell: ({ status }) => common(status) },
        { head: t("runs"), numeric: true, cell: ({ runs }) => format.number(runs) },
        {
          head: t("newest"),
          cell: ({ newest }) => format.dateTime(newest, { dateStyle: "medium", timeStyle: "short" }),
        },
      ]}
    />
  );
}
