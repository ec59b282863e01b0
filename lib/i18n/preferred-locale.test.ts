import { expect, it } from "vitest";
import { preferredLocale } from "#/lib/i18n/preferred-locale.ts";

it.each([
  [undefined, "en"],
  ["", "en"],
  ["zh-CN,zh;q=0.9,en;q=0.8", "zh-CN"],
  ["zh-Hant-TW", "zh-CN"],
  ["en;q=0.5, zh;q=0.9", "zh-CN"],
  ["de-DE,de;q=0.9,en;q=0.1,zh;q=0.2", "zh-CN"],
  ["zh;q=0, en;q=0.1", "en"],
  ["fr, *;q=0.5", "en"],
  ["__proto__, <script>, ;;q=x,", "en"],
])("answers %j in %s", (header, locale) => {
  expect(preferredLocale(header)).toBe(locale);
});
