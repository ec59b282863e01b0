import { getTranslations, setRequestLocale } from "next-intl/server";
import { Notice } from "#/components/ui/notice.tsx";
import { Page } from "#/components/ui/page.tsx";
import { QuotaLines } from "#/features/account/components/quota-lines.tsx";
import { FileFormats } from "#/features/predictions/components/file-formats.tsx";
import { PredictionsForm } from "#/features/predictions/components/predictions-form.tsx";
import { loadPredictionDatasets } from "#/features/predictions/loaders.ts";
import { requireUser } from "#/features/users/loaders.ts";
import { ClientMessages } from "#/lib/i18n/client-messages.tsx";

export async function generateMetadata() {
  return { title: (await getTranslations("predictions"))("title") };
}

type Props = {
  params: Promise<{ locale: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default async function PredictionsPage({ params, searchParams }: Props) {
  setRequestLocale((await params).locale);
  const [asked] = [(await searchParams).dataset].flat();
  const user = await requireUser("/submit/predictions");
  const [t, datasets] = await Promise.all([getTranslations("predictions"), loadPredictionDatasets()]);
  const chosen = datasets.find(({ slug }) => slug === asked)?.slug ?? null;
  return (
    <Page title={t("title")} lead={t("lead")} wide={false}>
      <div className="mb-6">
        <QuotaLines user={user} />
      </div>
      {datasets.length === 0 ? (
        <Notice>{t("noDatasets")}</Notice>
      ) : (
        <ClientMessages namespaces={["predictions", "common", "errors"]}>
          <PredictionsForm datasets={datasets} chosen={chosen} />
        </ClientMessages>
      )}
      <FileFormats />
    </Page>
  );
}
