import { getTranslations, setRequestLocale } from "next-intl/server";
import { Page } from "#/components/ui/page.tsx";

export default async function HomePage({ params }: { params: Promise<{ locale: string }> }) {
  setRequestLocale((await params).locale);
  const t = await getTranslations("shell");
  return (
    <Page title={t("product")} lead={t("description")}>
      {null}
    </Page>
  );
}
