import { defineRouting } from "next-intl/routing";

export const localeCookie = "locale";

export const routing = defineRouting({
  locales: ["en", "zh-CN"],
  defaultLocale: "en",
  localePrefix: "never",
  alternateLinks: false,
  localeCookie: { name: localeCookie, maxAge: 365 * 24 * 3600, sameSite: "lax" },
});

export type Locale = (typeof routing.locales)[number];
