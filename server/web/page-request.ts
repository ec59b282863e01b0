import type { IncomingMessage } from "node:http";
import { hasLocale } from "next-intl";
import {
  type AddressParams,
  parseTableState,
  tableStateQuery,
} from "#/features/leaderboards/table/table-state.ts";
import { preferredLocale } from "#/lib/i18n/preferred-locale.ts";
import { type Locale, localeCookie, routing } from "#/lib/i18n/routing.ts";
import { cookieValue } from "#/server/web/cookie-value.ts";

/** Everything that the answer depends on: two visitors with the same one see the same page. */
export type PageRequest = { path: string; locale: Locale };

const board = /^\/leaderboard\/(perception|description|assessment)$/;
const card = /^\/(leaderboard\/(perception|description|assessment)|models\/[\w.~%-]{1,200})\/card\.png$/;
const badge = /^\/models\/[\w.~%-]{1,200}\/badge\.svg$/;
const longestPath = 1000;
/** With one of these it is not a plain visit: data for a page that is open, or somebody with an identity. */
const otherKinds = [
  "rsc",
  "next-router-state-tree",
  "next-router-prefetch",
  "next-router-segment-prefetch",
  "next-hmr-refresh",
  "next-action",
  "x-nextjs-data",
  "authorization",
];

/**
 * Returns what a visitor without a session asks for, where it is a page or picture that is kept; else null. The path has only
 * what the page reads, in one way of saying it, so that nothing else makes another page of it.
 */
export function pageRequest({
  method,
  url = "",
  headers,
}: Pick<IncomingMessage, "method" | "url" | "headers">): PageRequest | null {
  if (method !== "GET" && method !== "HEAD") return null;
  if (otherKinds.some((name) => headers[name] !== undefined)) return null;
  const path = keptPath(url);
  if (path === null || path.length > longestPath) return null;
  // Pictures are the same in all languages.
  return { path, locale: board.test(pathOf(path)) ? visitorLocale(headers) : routing.defaultLocale };
}

/** Returns the language that a visitor chose, else the one his browser asks for. */
export function visitorLocale(headers: IncomingMessage["headers"]): Locale {
  const chosen = cookieValue(headers.cookie, localeCookie);
  return hasLocale(routing.locales, chosen) ? chosen : preferredLocale(headers["accept-language"]);
}

function keptPath(url: string): string | null {
  const path = pathOf(url);
  const asked = new URLSearchParams(url.slice(path.length));
  if (card.test(path)) return path;
  if (badge.test(path)) return withQuery(path, new URLSearchParams(pick(asked, "dataset")).toString());
  if (!board.test(path) || url.includes("#")) return null;
  const params: AddressParams = {};
  for (const name of new Set(asked.keys())) params[name] = asked.getAll(name);
  const state = parseTableState(params);
  // The page says of a day that is none what it is.
  if (asked.get("asof") && state.asof === null) return null;
  return withQuery(path, tableStateQuery(state));
}

function pathOf(url: string): string {
  return url.split(/[?#]/, 1)[0] ?? "";
}

function pick(params: URLSearchParams, name: string): [string, string][] {
  const value = params.get(name);
  return value ? [[name, value]] : [];
}

function withQuery(path: string, query: string): string {
  return query ? `${path}?${query}` : path;
}
