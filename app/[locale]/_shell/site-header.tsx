import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { AccountSlot } from "#/app/[locale]/_shell/account-slot.tsx";
import { LocaleSwitch } from "#/app/[locale]/_shell/locale-switch.tsx";
import { MainNavigation } from "#/app/[locale]/_shell/main-navigation.tsx";
import { ThemeSwitch } from "#/components/ui/theme-switch.tsx";

const places = [
  ["perception", "/leaderboard/perception"],
  ["description", "/leaderboard/description"],
  ["assessment", "/leaderboard/assessment"],
  ["datasets", "/datasets"],
  ["methodology", "/methodology"],
  ["submit", "/submit"],
] as const;

export async function SiteHeader() {
  const t = await getTranslations("shell");
  const theme = {
    label: t("theme.label"),
    light: t("theme.light"),
    dark: t("theme.dark"),
    system: t("theme.system"),
  };
  return (
    <header className="border-b border-rule">
      <div className="mx-auto flex max-w-[96rem] flex-wrap items-center gap-x-6 px-4 sm:px-6">
        <Link href="/" className="flex h-12 items-center gap-2 font-semibold tracking-tight">
          <svg viewBox="0 0 16 16" className="size-4" aria-hidden="true">
            <path d="M0 0h7v7H0z" fill="currentColor" />
            <path d="M9 0h7v7H9z" fill="currentColor" opacity=".6" />
            <path d="M0 9h7v7H0z" fill="currentColor" opacity=".35" />
            <path d="M9 9h7v7H9z" fill="currentColor" opacity=".15" />
          </svg>
          {t("product")}
        </Link>
        <div className="order-last -mx-4 w-[calc(100%+2rem)] overflow-x-auto border-t border-rule px-4 lg:order-none lg:mx-0 lg:w-auto lg:overflow-visible lg:border-0 lg:px-0">
          <MainNavigation
            label={t("navigation")}
            places={places.map(([key, href]) => ({ href, label: t(`nav.${key}`) }))}
          />
        </div>
        <div className="ml-auto flex items-center gap-1">
          <LocaleSwitch />
          <ThemeSwitch labels={theme} />
          <AccountSlot />
        </div>
      </div>
    </header>
  );
}
