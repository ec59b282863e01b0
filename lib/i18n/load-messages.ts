import type { Locale } from "#/lib/i18n/routing.ts";

/** Each namespace is one file per language: messages/<locale>/<namespace>.json. */
const namespaces = [
  "shell",
  "common",
  "home",
  "leaderboard",
  "model",
  "datasets",
  "compare",
  "methodology",
  "submit",
  "predictions",
  "submissions",
  "judge",
  "account",
  "apiDocs",
  "admin",
  "errors",
] as const;

export type Namespace = (typeof namespaces)[number];
type Messages = { [key: string]: string | Messages };

export async function loadMessages(locale: Locale): Promise<Messages> {
  const loaded = await Promise.all(
    namespaces.map(async (namespace) => {
      const file = (await import(`../../messages/${locale}/${namespace}.json`)) as { default: Messages };
      return [namespace, file.default] as const;
    }),
  );
  return Object.fromEntries(loaded);
}
