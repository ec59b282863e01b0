import { getFormatter, getTranslations } from "next-intl/server";
import { OverviewTable } from "#/app/[locale]/admin/_parts/overview-table.tsx";
import { failuresByCause } from "#/features/admin/queries.ts";
import { reasonIn } from "#/features/runs/pauses/reason-in.ts";
import type { Locale } from "#/lib/i18n/routing.ts";
import { sentenceIn } from "#/lib/i18n/sentence-in.ts";

export async function FailuresSection({ locale }: { locale: Locale }) {
  const [t, reasons, common, format, failures] = await Promise.all([
    getTranslations("admin"),
    getTranslations("submissions.reasons"),
    getTranslations("submissions.statuses"),
    getFormatter(),
    failuresByCause(),
  ]);
  return (
    <OverviewTable
      title={t("failures")}
      empty={t("noFailures")}
      rows={failures}
      keyOf={({ status, reasonCode }) => `${status} ${reasonCode}`}
      columns={[
        {
          head: t("reason"),
          wide: true,
          cell: (row) => reasonIn(row, reasons, (text) => sentenceIn(locale, text)),
        },
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
