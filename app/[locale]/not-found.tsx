import { getTranslations } from "next-intl/server";
import { ButtonLink } from "#/components/ui/button.tsx";
import { Page } from "#/components/ui/page.tsx";

export default async function NotFound() {
  const t = await getTranslations("shell.notFound");
  return (
    <Page title={t("title")} lead={t("text")} wide={false}>
      <ButtonLink href="/">{t("home")}</ButtonLink>
    </Page>
  );
}
