import { getLocale, getTranslations } from "next-intl/server";

export async function LocaleSwitch() {
  const [t, locale] = await Promise.all([getTranslations("shell"), getLocale()]);
  const other = locale === "en" ? "zh-CN" : "en";
  return (
    <form action="/locale" method="post">
      <button
        type="submit"
        name="locale"
        value={other}
        lang={other}
        title={t("otherLanguage")}
        className="h-9 rounded-sm px-2 text-muted hover:text-ink"
      >
        {other === "en" ? "English" : "中文"}
      </button>
    </form>
  );
}
