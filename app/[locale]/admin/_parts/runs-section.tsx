import Link from "next/link";
import { getFormatter, getTranslations } from "next-intl/server";
import { OverviewTable } from "#/app/[locale]/admin/_parts/overview-table.tsx";
import { retryRunAction } from "#/features/admin/actions.ts";
import { AdminForm } from "#/features/admin/components/admin-form.tsx";
import { type RunRow, runOverview } from "#/features/admin/queries.ts";
import { reasonIn } from "#/features/runs/pauses/reason-in.ts";
import { StatusMark } from "#/features/submissions/components/status-mark.tsx";
import { ClientMessages } from "#/lib/i18n/client-messages.tsx";
import type { Locale } from "#/lib/i18n/routing.ts";
import { sentenceIn } from "#/lib/i18n/sentence-in.ts";

const shown = 100;

export async function RunsSection({ locale }: { locale: Locale }) {
  const [t, reasons, format, runs] = await Promise.all([
    getTranslations("admin"),
    getTranslations("submissions.reasons"),
    getFormatter(),
    runOverview(shown),
  ]);
  const now = new Date();
  const ago = (at: Date | null) => (at ? format.relativeTime(at, now) : "–");
  const progress = ({ done, missing, total }: RunRow) =>
    `${format.number(done + missing)} / ${format.number(total)}`;
  const mayRetry = ({ status, missing }: RunRow) =>
    status === "paused" || status === "failed" || (status === "finished" && missing > 0);
  return (
    <ClientMessages namespaces={["submissions"]}>
      <OverviewTable
        title={t("runs")}
        lead={t("runsLead", { count: shown })}
        empty={t("noRuns")}
        rows={runs}
        keyOf={({ id }) => id}
        columns={[
          {
            head: t("model"),
            cell: ({ submissionId, model }) => (
              <Link
                href={`/submissions/${submissionId}`}
                prefetch={false}
                className="link block min-w-40 whitespace-normal"
              >
                {model}
              </Link>
            ),
          },
          { head: t("dataset"), cell: ({ dataset }) => dataset },
          { head: t("owner"), cell: ({ owner }) => owner },
          { head: t("status"), cell: ({ status }) => <StatusMark status={status} /> },
          { head: t("progress"), numeric: true, cell: progress },
          {
            head: t("lease"),
            cell: ({ leased, leaseUntil }) =>
              leased > 0 ? t("leased", { count: leased, until: ago(leaseUntil) }) : "–",
          },
          { head: t("lastAnswer"), cell: ({ writtenAt }) => ago(writtenAt) },
          {
            head: t("reason"),
            wide: true,
            cell: (run) => reasonIn(run, reasons, (text) => sentenceIn(locale, text)),
          },
          {
            head: t("created"),
            cell: ({ createdAt }) => format.dateTime(createdAt, { dateStyle: "medium", timeStyle: "short" }),
          },
          {
            head: t("change"),
            cell: (run) =>
              mayRetry(run) ? (
                <AdminForm
                  action={retryRunAction}
                  hidden={{ submission: run.submissionId }}
                  button={t("retry")}
                  label={t("retryNamed", { model: run.model, dataset: run.dataset })}
                />
              ) : null,
          },
        ]}
      />
    </ClientMessages>
  );
}
