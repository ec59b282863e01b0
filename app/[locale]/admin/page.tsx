import { notFound } from "next/navigation";
import { getTranslations, setRequestLocale } from "next-intl/server";
import { AuditSection } from "#/app/[locale]/admin/_parts/audit-section.tsx";
import { DatasetsSection } from "#/app/[locale]/admin/_parts/datasets-section.tsx";
import { FailuresSection } from "#/app/[locale]/admin/_parts/failures-section.tsx";
import { HiddenSection } from "#/app/[locale]/admin/_parts/hidden-section.tsx";
import { JudgeSection } from "#/app/[locale]/admin/_parts/judge-section.tsx";
import { LeakSection } from "#/app/[locale]/admin/_parts/leak-section.tsx";
import { ProxyNotice } from "#/app/[locale]/admin/_parts/proxy-notice.tsx";
import { PublicationsSection } from "#/app/[locale]/admin/_parts/publications-section.tsx";
import { RunsSection } from "#/app/[locale]/admin/_parts/runs-section.tsx";
import { UsersSection } from "#/app/[locale]/admin/_parts/users-section.tsx";
import { WorkersSection } from "#/app/[locale]/admin/_parts/workers-section.tsx";
import { Page } from "#/components/ui/page.tsx";
import { currentActor } from "#/features/users/loaders.ts";
import type { Locale } from "#/lib/i18n/routing.ts";

export async function generateMetadata() {
  return { title: (await getTranslations("admin"))("title") };
}

type Props = { params: Promise<{ locale: Locale }> };

export default async function AdminPage({ params }: Props) {
  const { locale } = await params;
  setRequestLocale(locale);
  const actor = await currentActor();
  if (!actor?.isAdmin) notFound();
  const t = await getTranslations("admin");
  return (
    <Page title={t("title")}>
      <ProxyNotice />
      <WorkersSection />
      <RunsSection locale={locale} />
      <FailuresSection locale={locale} />
      <JudgeSection />
      <DatasetsSection />
      <PublicationsSection />
      <HiddenSection />
      <LeakSection />
      <UsersSection />
      <AuditSection />
    </Page>
  );
}
