import { getTranslations } from "next-intl/server";
import type { ComparedScores } from "#/features/compare/loaders.ts";

/** Resolves with what a table is called on the page: a judge's by who judged, another by how it was asked. */
export async function tableTitle(key: string, scores: ComparedScores | null): Promise<string> {
  const t = await getTranslations("leaderboard.tables");
  const title = scores?.tables.find(({ table }) => table.key === key)?.table.title;
  return title ?? (t.has(key as "exact") ? t(key as "exact") : key);
}
