import { getTranslations } from "next-intl/server";
import { GroupHeads } from "#/features/leaderboards/components/table/group-heads.tsx";
import { ScoreCell } from "#/features/leaderboards/components/table/score-cell.tsx";
import { columnGroups } from "#/features/leaderboards/table/column-groups.ts";
import type { Domain, ScoreFormat, TableView } from "#/features/leaderboards/table/table-model.ts";
import type { ModelSection } from "#/features/model-pages/loaders.ts";
import { scoreLink } from "#/features/model-pages/score-link.ts";

type Props = {
  label: string;
  section: Pick<ModelSection, "table" | "rows" | "people"> & { view: TableView | undefined };
  domains: Partial<Record<ScoreFormat, Domain>>;
  /** Whether the rows are of several models, so that each says whose it is. */
  named?: boolean;
};

/** Renders the model's rows, people below them, in the columns of the leaderboard's first view. */
export async function ModelScoreTable({
  label,
  section: { view, table, rows, people },
  domains,
  named,
}: Props) {
  const [t, common, board] = await Promise.all([
    getTranslations("model"),
    getTranslations("common"),
    getTranslations("leaderboard.board"),
  ]);
  const columns = (view?.columns ?? []).flatMap((index) => {
    const column = table.columns[index];
    return column ? [{ ...column, index }] : [];
  });
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable from the keyboard
    <section aria-label={label} tabIndex={0} className="overflow-x-auto">
      <table
        className="board"
        data-wide={columns.length > 10 ? columns.length : undefined}
        style={columns.length < 5 ? { minWidth: 0 } : undefined}
      >
        <thead>
          <tr className="board-groups">
            <td colSpan={2} />
            <GroupHeads groups={columnGroups(columns)} />
          </tr>
          <tr>
            <th scope="col">{t("source")}</th>
            <th scope="col" className="whitespace-nowrap">
              {t("rank")}
            </th>
            {columns.map((column, place) => (
              <th key={column.key} scope="col" className="board-figure" data-start={starts(columns, place)}>
                {column.label}
                {column.n ? <small>n = {column.n.toLocaleString("en")}</small> : null}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {[...rows, ...people].map((row) => (
            <tr key={row.key} data-source={row.source}>
              <th scope="row" className="min-w-28 py-1">
                {named ? <span className="block font-medium text-ink">{row.name}</span> : null}
                <span className="board-mark" title={row.reportedBy ?? row.versions ?? undefined}>
                  {row.kind === "human" && !named ? `${row.name}, ` : ""}
                  {common(`sources.${row.source}`)}
                </span>
                {row.verified === undefined ? null : (
                  <small className="block">{board(row.verified ? "verified" : "notVerified")}</small>
                )}
                {row.submittedBy === undefined ? null : (
                  <small className="block wrap-anywhere">{board("by", { name: row.submittedBy })}</small>
                )}
                {row.protocol ? (
                  <small className="block whitespace-nowrap" title={row.versions ?? undefined}>
                    {row.protocol}
                  </small>
                ) : null}
              </th>
              <td className="whitespace-nowrap">
                {row.rank.value}
                {row.rank.best !== null && row.rank.best !== row.rank.worst ? (
                  <small className="ml-1.5">
                    {row.rank.best}–{row.rank.worst}
                  </small>
                ) : null}
              </td>
              {columns.map(({ index, key, format }, place) => (
                <ScoreCell
                  key={key}
                  index={index}
                  figure={row.figures[index] ?? null}
                  href={scoreLink(table, row, index)}
                  format={format}
                  domain={domains[format]}
                  bold={false}
                  start={starts(columns, place) ?? false}
                  entry={scoreLink(table, row, index) !== undefined}
                  missing={t("missing")}
                />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function starts(columns: { group: string | null }[], index: number): true | undefined {
  return (index > 0 && columns[index]?.group !== columns[index - 1]?.group) || undefined;
}
