import { getLocale, getTranslations } from "next-intl/server";
import { chooseLocale } from "#/app/[locale]/_shell/choose-locale.ts";

export async function LocaleSwitch() {
  const [t, locale] = await Promise.all([getTranslations("shell"), getLocale()]);
  const other = locale === "en" ? "zh-CN" : "en";
  return (
    <form action={chooseLocale.bind(null, other)}>
      <button
        type="submit"
        lang={other}
        title={t("otherLanguage")}
        className="h-9 rounded-sm px-2 text-muted hover:text-ink"
      >
        {other === "en" ? "English" : "中文"}
      </button>
    </form>
  );
}
