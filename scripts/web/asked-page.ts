import type { IncomingMessage } from "node:http";
import { hasLocale } from "next-intl";
import { preferredLocale } from "#/lib/i18n/preferred-locale.ts";
import { type Locale, localeCookie, routing } from "#/lib/i18n/routing.ts";

/** Everything that the answer depends on: two visitors with the same one see the same page. */
export type AskedPage = { path: string; locale: Locale };

const kept = /^\/leaderboard\/(perception|description|assessment)(\?|$)/;
const longestPath = 500;
/** With one of these it is not a plain visit: data for a page that is open, or somebody with an identity. */
const otherKinds = ["rsc", "next-router-state-tree", "next-action", "x-nextjs-data", "authorization"];

/** What a visitor without a session asks for, where it is a page that is kept; else null. */
export function askedPage({
  method,
  url = "",
  headers,
}: Pick<IncomingMessage, "method" | "url" | "headers">): AskedPage | null {
  if (method !== "GET" && method !== "HEAD") return null;
  if (!kept.test(url) || url.length > longestPath) return null;
  if (otherKinds.some((name) => headers[name] !== undefined)) return null;
  const cookies = new Map(
    (headers.cookie ?? "").split(";").map((pair) => {
      const [name = "", value = ""] = pair.trim().split("=", 2);
      return [name, value];
    }),
  );
  if ([...cookies.keys()].some((name) => name.includes("session-token"))) return null;
  const chosen = cookies.get(localeCookie);
  const locale = hasLocale(routing.locales, chosen) ? chosen : preferredLocale(headers["accept-language"]);
  return { path: url, locale };
}
