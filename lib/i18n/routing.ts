import { defineRouting } from "next-intl/routing";

export const routing = defineRouting({
  locales: ["en", "zh-CN"],
  defaultLocale: "en",
  localePrefix: "never",
  alternateLinks: false,
  localeCookie: { name: "locale", maxAge: 365 * 24 * 3600, sameSite: "lax" },
});

export type Locale = (typeof routing.locales)[number];
