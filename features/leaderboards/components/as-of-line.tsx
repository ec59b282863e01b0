import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { asOfText } from "#/features/leaderboards/as-of.ts";
import type { LoadedLeaderboard } from "#/features/leaderboards/loaders.ts";
import { tableStateQuery } from "#/features/leaderboards/table/table-state.ts";

/** Says that this is not today's board, and how they differ; or that no day was understood. */
export async function AsOfLine({ board: { asOf, misread, tables, state } }: { board: LoadedLeaderboard }) {
  const t = await getTranslations("leaderboard.asOf");
  if (!asOf && misread === null) return null;
  const rows = tables.reduce((sum, table) => sum + table.rows.length, 0);
  const query = tableStateQuery({ ...state, asof: null });
  return (
    <p className="mb-3 border-l-2 border-warm bg-warm-surface px-3 py-2">
      {asOf ? (
        <>
          <b>{t("day", { day: asOfText(asOf.asked) })}</b>{" "}
          {t("difference", { more: asOf.rowsToday - rows, fewer: rows - asOf.rowsToday })}{" "}
          {asOf.withdrawnSince > 0 ? `${t("withdrawn", { count: asOf.withdrawnSince })} ` : null}
          <Link href={`?${query}`} scroll={false} prefetch={false} className="link">
            {t("back")}
          </Link>
        </>
      ) : (
        t("misread", { text: misread ?? "" })
      )}
    </p>
  );
}
