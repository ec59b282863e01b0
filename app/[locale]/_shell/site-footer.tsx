import Link from "next/link";
import { getTranslations } from "next-intl/server";

export async function SiteFooter() {
  const t = await getTranslations("shell");
  return (
    <footer className="mt-16 border-t border-rule">
      <div className="mx-auto flex max-w-[96rem] flex-wrap gap-x-6 gap-y-2 px-4 py-6 text-xs text-muted sm:px-6">
        <p className="grow basis-80">{t("footer.about")}</p>
        <nav aria-label={t("footer.navigation")} className="flex gap-4">
          <Link href="/methodology" prefetch={false} className="hover:text-ink">
            {t("nav.methodology")}
          </Link>
          <Link href="/docs/api" prefetch={false} className="hover:text-ink">
            {t("footer.api")}
          </Link>
          <a href="https://arxiv.org/abs/2309.14181" className="hover:text-ink">
            {t("footer.paper")}
          </a>
        </nav>
      </div>
    </footer>
  );
}
