import Link from "next/link";
import { notFound } from "next/navigation";
import { getFormatter, getTranslations, setRequestLocale } from "next-intl/server";
import { OverviewTable } from "#/app/[locale]/admin/_parts/overview-table.tsx";
import { ClientMessages } from "#/components/ui/client-messages.tsx";
import { Page } from "#/components/ui/page.tsx";
import { listDatasets } from "#/features/datasets/queries.ts";
import { JudgeOverview } from "#/features/judge/components/judge-overview.tsx";
import { loadJudgeOverview } from "#/features/judge/loaders.ts";
import { type RunRow, runOverview } from "#/features/operations/queries.ts";
import { StatusMark } from "#/features/submissions/components/status-mark.tsx";
import { currentActor } from "#/features/users/loaders.ts";
import { listUsers, type UserRow } from "#/features/users/queries.ts";
import { sentenceIn } from "#/lib/i18n/sentence-in.ts";
import type { Dataset } from "#/prisma/generated/client.ts";

const shown = 100;

export async function generateMetadata() {
  return { title: (await getTranslations("admin"))("title") };
}

type Props = { params: Promise<{ locale: string }> };

export default async function AdminPage({ params }: Props) {
  const { locale } = await params;
  setRequestLocale(locale);
  const actor = await currentActor();
  if (!actor?.isAdmin) notFound();
  const [t, runs, judge, datasets, users] = await Promise.all([
    getTranslations("admin"),
    runOverview(shown),
    loadJudgeOverview(),
    listDatasets(),
    listUsers(shown),
  ]);
  return (
    <Page title={t("title")}>
      <ClientMessages namespaces={["submissions"]}>
        <Runs runs={runs} locale={locale === "zh-CN" ? "zh-CN" : "en"} />
      </ClientMessages>
      <JudgeOverview overview={judge} />
      <Datasets datasets={datasets} />
      <Users users={users} />
    </Page>
  );
}

async function Runs({ runs, locale }: { runs: RunRow[]; locale: "en" | "zh-CN" }) {
  const [t, format] = await Promise.all([getTranslations("admin"), getFormatter()]);
  return (
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
            <Link href={`/submissions/${submissionId}`} className="link">
              {model}
            </Link>
          ),
        },
        { head: t("dataset"), cell: ({ dataset }) => dataset },
        { head: t("owner"), cell: ({ owner }) => owner },
        { head: t("status"), cell: ({ status }) => <StatusMark status={status} /> },
        { head: t("reason"), wide: true, cell: ({ reason }) => (reason ? sentenceIn(locale, reason) : null) },
        {
          head: t("created"),
          cell: ({ createdAt }) => format.dateTime(createdAt, { dateStyle: "medium", timeStyle: "short" }),
        },
      ]}
    />
  );
}

async function Datasets({ datasets }: { datasets: Dataset[] }) {
  const [t, common, format] = await Promise.all([
    getTranslations("admin"),
    getTranslations("common"),
    getFormatter(),
  ]);
  return (
    <OverviewTable
      title={t("datasets")}
      empty={t("noDatasets")}
      rows={datasets}
      keyOf={({ id }) => id}
      columns={[
        { head: t("dataset"), cell: ({ slug }) => slug },
        { head: t("task"), cell: ({ task }) => common(`tasks.${task}`) },
        { head: t("answers"), cell: ({ answers }) => common(`answers.${answers}`) },
        { head: t("version"), numeric: true, cell: ({ version }) => version },
        { head: t("items"), numeric: true, cell: ({ itemCount }) => format.number(itemCount) },
        { head: t("images"), numeric: true, cell: ({ imageCount }) => format.number(imageCount) },
        {
          head: t("imported"),
          cell: ({ createdAt }) => format.dateTime(createdAt, { dateStyle: "medium" }),
        },
      ]}
    />
  );
}

async function Users({ users }: { users: UserRow[] }) {
  const [t, format] = await Promise.all([getTranslations("admin"), getFormatter()]);
  return (
    <OverviewTable
      title={t("users")}
      lead={t("usersLead", { count: shown })}
      rows={users}
      keyOf={({ id }) => id}
      columns={[
        { head: t("email"), cell: ({ email }) => email },
        { head: t("role"), cell: ({ isAdmin }) => (isAdmin ? t("administrator") : null) },
        { head: t("submissions"), numeric: true, cell: ({ submissions }) => submissions },
        { head: t("tokens"), numeric: true, cell: ({ tokens }) => tokens },
        {
          head: t("created"),
          cell: ({ createdAt }) => format.dateTime(createdAt, { dateStyle: "medium" }),
        },
      ]}
    />
  );
}
