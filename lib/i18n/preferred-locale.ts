import { type Locale, routing } from "#/lib/i18n/routing.ts";

/** Returns the first of a visitor's languages, most wanted first, that the site has; any Chinese is Chinese. */
export function preferredLocale(acceptLanguage: string | undefined): Locale {
  const wanted = (acceptLanguage ?? "")
    .slice(0, 300)
    .split(",")
    .map((part) => {
      const [tag = "", ...parameters] = part.trim().toLowerCase().split(";");
      const q = parameters.map((text) => /^\s*q=([\d.]+)$/.exec(text)?.[1]).find(Boolean);
      return { language: tag.split("-")[0], weight: q === undefined ? 1 : Number(q) };
    })
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight);
  for (const { language } of wanted) {
    const known = routing.locales.find((locale) => locale.split("-")[0] === language);
    if (known) return known;
  }
  return routing.defaultLocale;
}
