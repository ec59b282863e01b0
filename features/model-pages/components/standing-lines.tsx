import { getTranslations } from "next-intl/server";
import { isPairSubset } from "#/evaluation/tasks/perception/slices.ts";
import type { TableModel, TableRow } from "#/features/leaderboards/table/table-model.ts";
import { type Stand, standingOf } from "#/features/model-pages/standing.ts";
import { formatPValue } from "#/lib/format-p-value.ts";
import { roundHalfUp } from "#/lib/round-half-up.ts";

type Props = { table: TableModel; rows: TableRow[]; columns: number[] };

/** Strengths and weaknesses in words, each from a test against the mean of the other models. */
export async function StandingLines({ table, rows, columns }: Props) {
  const t = await getTranslations("model.standing");
  const [row] = rows.filter(({ rank }) => rank.value !== null);
  const slices = columns.filter((index) => table.columns[index]?.key !== "overall");
  const standing = row ? standingOf(table, row, slices) : null;
  if (!standing) return null;
  const { above, below, level, others } = standing;
  const ofPairs = table.columns.some(({ key }) => isPairSubset(key));
  const list = (stands: Stand[]) =>
    stands
      .map(({ name, difference, p }) =>
        t("one", { name, points: roundHalfUp(Math.abs(100 * difference), 1), p: formatPValue(p) }),
      )
      .join(t("comma"));
  return (
    <div className="prose-measure mt-4">
      {above.length > 0 ? <p>{t("above", { others, list: list(above) })}</p> : null}
      {below.length > 0 ? <p>{t("below", { others, list: list(below) })}</p> : null}
      {above.length + below.length === 0 ? <p>{t(ofPairs ? "noneOfPairs" : "none", { others })}</p> : null}
      {above.length + below.length > 0 && level > 0 ? <p>{t("rest", { level })}</p> : null}
      <p className="mt-1 text-xs text-muted">{t(ofPairs ? "noteOfPairs" : "note")}</p>
    </div>
  );
}
